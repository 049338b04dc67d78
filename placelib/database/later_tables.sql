-- Tables that came after the first data files: the build writes them, and a file without them is
-- read as if they were empty.

-- One row a data version that this file's log follows: step 0 is the file's own version, 1 the one
-- before it. observations counts its rows.
CREATE TABLE release (
    step SMALLINT PRIMARY KEY, version VARCHAR NOT NULL, built VARCHAR NOT NULL, observations INTEGER NOT NULL
);

-- One row a change from one version to the next; version is the later one. kind: see placelib/statistics/revisions.py.
-- Changes of a figure name indicator, area and period, with the value before and after; others name
-- what they concern, and the rest is null.
CREATE TABLE change (
    version VARCHAR NOT NULL, kind VARCHAR NOT NULL, indicator VARCHAR, area_code VARCHAR,
    period VARCHAR, before DOUBLE, after DOUBLE, detail VARCHAR
);

-- One row a region or nation's identifiable spending in a financial year, by lever, by who spends it
-- (central, local, public corporations) and on what account (current, capital).
CREATE TABLE region_spending (
    area_code VARCHAR, year VARCHAR, lever VARCHAR, level VARCHAR, account VARCHAR, thousand_pounds DOUBLE NOT NULL,
    PRIMARY KEY (area_code, year, lever, level, account)
);

-- One row a department or government that spends in a region or nation, by function; the newest year.
-- kind: department, devolved government, local government.
CREATE TABLE department_spending (
    area_code VARCHAR, department VARCHAR, kind VARCHAR NOT NULL, function VARCHAR, year VARCHAR NOT NULL,
    thousand_pounds DOUBLE NOT NULL, PRIMARY KEY (area_code, department, function)
);

-- One row a region or nation's local share of identifiable spending in a financial year, by scope.
CREATE TABLE local_share_by_year (
    area_code VARCHAR, year VARCHAR, scope VARCHAR, local_thousand_pounds DOUBLE NOT NULL,
    total_thousand_pounds DOUBLE NOT NULL, PRIMARY KEY (area_code, year, scope)
);

-- One row a service of a body's revenue outturn in a financial year: net current expenditure, and
-- the item “grants received”. class: council, authority, police.
CREATE TABLE service_outturn (
    area_code VARCHAR, body VARCHAR NOT NULL, class VARCHAR NOT NULL, year VARCHAR, service VARCHAR,
    thousand_pounds DOUBLE NOT NULL, PRIMARY KEY (area_code, year, service)
);

-- One row a body's council tax or precept in a financial year, in pounds. part: all, general, police.
CREATE TABLE council_tax (
    area_code VARCHAR, body VARCHAR NOT NULL, part VARCHAR, year VARCHAR, pounds DOUBLE NOT NULL, band_d DOUBLE,
    PRIMARY KEY (area_code, part, year)
);

-- One row a tax of a region or nation in a financial year: council tax, business rates, all revenue.
CREATE TABLE region_revenue (
    area_code VARCHAR, year VARCHAR, item VARCHAR, million_pounds DOUBLE NOT NULL,
    PRIMARY KEY (area_code, year, item)
);

-- One row a financial year's price indices, 2024-25 = 100; cpih is null before 2010-11.
CREATE TABLE deflator (year VARCHAR PRIMARY KEY, gdp DOUBLE NOT NULL, cpih DOUBLE);

-- One row a function of government and which tiers decide it, as documented; null means not stated.
CREATE TABLE function_by_tier (
    id VARCHAR PRIMARY KEY, lever VARCHAR NOT NULL, function VARCHAR NOT NULL, council VARCHAR,
    foundation VARCHAR, mayoral VARCHAR, established VARCHAR, national VARCHAR, as_of VARCHAR,
    inferred VARCHAR[] NOT NULL, confidence VARCHAR NOT NULL, source_title VARCHAR, source_url VARCHAR,
    locator VARCHAR, note VARCHAR
);

-- One row an authority or council that is new or planned and has no official code; id is ours.
-- kind: strategic authority, council. state: created, planned.
CREATE TABLE new_body (
    id VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, kind VARCHAR NOT NULL, state VARCHAR NOT NULL,
    instrument VARCHAR, starts VARCHAR, first_election VARCHAR, confidence VARCHAR NOT NULL, source VARCHAR NOT NULL
);

-- One row a district of today that goes, whole or in part, into a new body.
CREATE TABLE new_body_member (
    body_id VARCHAR, area_code VARCHAR, is_whole BOOLEAN NOT NULL, note VARCHAR, PRIMARY KEY (body_id, area_code)
);

-- One row a count of rows of the files behind leverage, by what became of them.
CREATE TABLE leverage_account (
    file VARCHAR, outcome VARCHAR, rows INTEGER NOT NULL, PRIMARY KEY (file, outcome)
);

-- One row an area, indicator and period that is the newest of an area of its level: the 95% interval
-- of the area's rank among all of the level, 1 the highest figure. See placelib/statistics/ranks.py.
CREATE TABLE area_rank (
    indicator VARCHAR, level VARCHAR, period VARCHAR, area_code VARCHAR,
    best SMALLINT NOT NULL, worst SMALLINT NOT NULL, areas SMALLINT NOT NULL
);

-- One row an indicator with intervals: how many councils were compared with their benchmark, how
-- many look clearly different, how many still do when the many comparisons are allowed for, and how
-- many of the clear ones are expected by luck alone. See placelib/statistics/false_claims.py.
CREATE TABLE false_claims (
    indicator VARCHAR PRIMARY KEY, period VARCHAR NOT NULL, comparisons SMALLINT NOT NULL,
    clear SMALLINT NOT NULL, confirmed SMALLINT NOT NULL, by_luck DOUBLE NOT NULL
);

-- One row a pool of English districts (all, or some types of council) and a number of districts:
-- understanding of random groups of as many touching districts, its middle 90% and its median;
-- average is that of the mean shared variance.
CREATE TABLE chance_band (
    pool VARCHAR, districts SMALLINT, groups INTEGER NOT NULL, low DOUBLE NOT NULL, median DOUBLE NOT NULL,
    high DOUBLE NOT NULL, average DOUBLE NOT NULL, PRIMARY KEY (pool, districts)
);

-- One row an authority and a pool: the share of random groups with at least its understanding, and
-- the same adjusted for testing all authorities.
CREATE TABLE chance_test (
    area_code VARCHAR, pool VARCHAR, share_as_high DOUBLE NOT NULL, adjusted DOUBLE NOT NULL,
    PRIMARY KEY (area_code, pool)
);
