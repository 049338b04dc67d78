-- The bundled database. Every table says in its first comment what a row is.

-- One row a fact about the file itself: data version, build date, content hash.
CREATE TABLE metadata (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

-- One row a source: who published it, when, under which licence, what it is used for, and the words
-- by which the licence wants it named.
CREATE TABLE source (
    key VARCHAR PRIMARY KEY, title VARCHAR NOT NULL, publisher VARCHAR NOT NULL,
    released VARCHAR NOT NULL, licence VARCHAR NOT NULL, link VARCHAR NOT NULL, used_for VARCHAR NOT NULL,
    attribution VARCHAR NOT NULL
);

-- One row an area. level is the lowest geography level it belongs to (a unitary authority is ltla);
-- an area without has_page only lends its figures. started and ended are the first and the last year
-- in which the code was in force: a council abolished in April 2023 ended in 2022.
CREATE TABLE area (
    code VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, level VARCHAR NOT NULL,
    is_utla BOOLEAN NOT NULL, started SMALLINT, ended SMALLINT, nation VARCHAR,
    has_page BOOLEAN NOT NULL
);

-- One row a parent of an area; step 1 is the nearest.
CREATE TABLE area_parent (
    area_code VARCHAR, parent_code VARCHAR, step TINYINT NOT NULL, PRIMARY KEY (area_code, parent_code)
);

-- One row a name or code by which people may look for an area. plain is the normalised form.
CREATE TABLE area_alias (
    area_code VARCHAR NOT NULL, alias VARCHAR NOT NULL, plain VARCHAR NOT NULL, kind VARCHAR NOT NULL,
    PRIMARY KEY (area_code, plain)
);

-- One row a step from an ended area to one that took over (part of) it; year is the latter's first.
CREATE TABLE area_successor (
    area_code VARCHAR, successor_code VARCHAR, year SMALLINT, PRIMARY KEY (area_code, successor_code)
);

-- One row a pair of current lower-tier areas that share a border, with the best place for the
-- neighbour's name on a map of the area, in degrees; label_room is in kilometres.
CREATE TABLE area_neighbour (
    area_code VARCHAR, neighbour_code VARCHAR, longitude DOUBLE NOT NULL, latitude DOUBLE NOT NULL,
    label_room DOUBLE NOT NULL, PRIMARY KEY (area_code, neighbour_code)
);

-- One row a boundary of a geography level: its box and the best place for its name, in degrees.
CREATE TABLE area_outline (
    level VARCHAR, area_code VARCHAR, west DOUBLE NOT NULL, south DOUBLE NOT NULL, east DOUBLE NOT NULL,
    north DOUBLE NOT NULL, label_longitude DOUBLE NOT NULL, label_latitude DOUBLE NOT NULL,
    label_room DOUBLE NOT NULL, PRIMARY KEY (level, area_code)
);

-- One row a statistically similar area; rank 1 is the most alike. kind: global, economic, demographic.
CREATE TABLE similar_area (
    area_code VARCHAR NOT NULL, kind VARCHAR NOT NULL, rank TINYINT NOT NULL, peer_code VARCHAR NOT NULL
);

-- One row an area's cluster by kind.
CREATE TABLE area_cluster (
    area_code VARCHAR, kind VARCHAR, cluster VARCHAR NOT NULL, PRIMARY KEY (area_code, kind)
);

-- One row an indicator. direction: 1 higher is better, -1 lower is better, null none recorded.
CREATE TABLE indicator (
    slug VARCHAR PRIMARY KEY, position SMALLINT NOT NULL, label VARCHAR NOT NULL, phrase VARCHAR NOT NULL,
    what_it_is VARCHAR NOT NULL, be_careful VARCHAR NOT NULL, direction TINYINT, direction_reason VARCHAR NOT NULL,
    topic VARCHAR NOT NULL, sub_topic VARCHAR NOT NULL, dataset VARCHAR NOT NULL,
    source_name VARCHAR NOT NULL, unit VARCHAR NOT NULL, prefix VARCHAR NOT NULL, suffix VARCHAR NOT NULL, sub_text VARCHAR NOT NULL,
    decimals TINYINT NOT NULL, standardised BOOLEAN NOT NULL, experimental BOOLEAN NOT NULL,
    has_interval BOOLEAN NOT NULL, can_be_negative BOOLEAN NOT NULL, zero_baseline BOOLEAN NOT NULL,
    frequency VARCHAR NOT NULL, period_format VARCHAR NOT NULL, period_first VARCHAR, period_last VARCHAR,
    countries VARCHAR[] NOT NULL, levels VARCHAR[] NOT NULL, boundary_year SMALLINT,
    source_orgs VARCHAR[] NOT NULL, source_urls VARCHAR[] NOT NULL, released DATE NOT NULL, has_data BOOLEAN NOT NULL
);

-- One row a period of an indicator, in words; ends is exclusive.
CREATE TABLE period (
    indicator VARCHAR, period VARCHAR, starts DATE NOT NULL, ends DATE NOT NULL, label VARCHAR NOT NULL,
    PRIMARY KEY (indicator, period)
);

-- One row a figure, or the reason there is none: value is null exactly when gap is not.
-- status keeps the publisher's marker (c, x, z, u); note keeps the publisher's remark on the row.
CREATE TABLE observation (
    indicator VARCHAR, area_code VARCHAR, period VARCHAR, value DOUBLE, lower DOUBLE, upper DOUBLE,
    status VARCHAR, gap VARCHAR, note VARCHAR
);

-- One row an English neighbourhood (2021 lower-layer super output area); scores as published.
CREATE TABLE neighbourhood (
    code VARCHAR NOT NULL, name VARCHAR NOT NULL, area_code VARCHAR NOT NULL,
    overall DOUBLE NOT NULL, income DOUBLE NOT NULL, employment DOUBLE NOT NULL, education DOUBLE NOT NULL,
    health DOUBLE NOT NULL, crime DOUBLE NOT NULL, housing_and_services DOUBLE NOT NULL,
    environment DOUBLE NOT NULL, overall_rank INTEGER NOT NULL, overall_decile TINYINT NOT NULL
);

-- One row a line of an authority's revenue outturn in a financial year, in thousands of pounds.
-- usable is false where the figure is known to be wrong; why says so.
CREATE TABLE money (
    area_code VARCHAR, body VARCHAR NOT NULL, tier VARCHAR NOT NULL, class VARCHAR NOT NULL, year VARCHAR,
    item VARCHAR, thousand_pounds DOUBLE NOT NULL, usable BOOLEAN NOT NULL, why VARCHAR
);

-- One row a documented fact about a combined authority's levers; area_code is null where the fact
-- is about several authorities together.
CREATE TABLE lever_fact (
    position SMALLINT PRIMARY KEY, area_code VARCHAR, lever VARCHAR NOT NULL, item VARCHAR NOT NULL,
    value DOUBLE, unit VARCHAR NOT NULL, year VARCHAR NOT NULL, source_title VARCHAR NOT NULL,
    source_url VARCHAR NOT NULL, confidence VARCHAR NOT NULL, note VARCHAR NOT NULL
);

-- One row a national or regional figure on who decides about public spending.
CREATE TABLE spending_fact (
    area VARCHAR, area_code VARCHAR, measure VARCHAR, value DOUBLE NOT NULL, unit VARCHAR NOT NULL,
    year VARCHAR NOT NULL, source_title VARCHAR NOT NULL, source_url VARCHAR NOT NULL, confidence VARCHAR NOT NULL,
    PRIMARY KEY (area, measure)
);

-- One row a region's identifiable spending by who spends it, billions of pounds and shares.
CREATE TABLE local_share (
    region VARCHAR PRIMARY KEY, central DOUBLE NOT NULL, local DOUBLE NOT NULL, public_corporations DOUBLE NOT NULL,
    total DOUBLE NOT NULL, local_share DOUBLE NOT NULL, local_share_excluding_social_protection DOUBLE NOT NULL,
    local_share_excluding_social_protection_and_health DOUBLE NOT NULL, year VARCHAR NOT NULL, source VARCHAR NOT NULL
);

-- One row a strategic authority in September 2026; area_code is null where the figures have no code for it yet.
CREATE TABLE authority_status (
    name VARCHAR PRIMARY KEY, area_code VARCHAR, standing VARCHAR NOT NULL, has_mayor BOOLEAN NOT NULL,
    instrument VARCHAR NOT NULL, source VARCHAR NOT NULL, confidence VARCHAR NOT NULL
);

-- One row a council's elected members and members of parliament.
CREATE TABLE representation (
    area_code VARCHAR PRIMARY KEY, population_2020 DOUBLE, square_kilometres DOUBLE, councillors_2021 DOUBLE,
    mps_equivalent DOUBLE, mps_overlapping DOUBLE, residents_per_councillor DOUBLE
);

-- One row a count of source rows by what became of them.
CREATE TABLE row_audit (
    file VARCHAR, outcome VARCHAR, rows INTEGER NOT NULL, PRIMARY KEY (file, outcome)
);
