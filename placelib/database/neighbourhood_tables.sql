-- Tables of data/neighbourhoods.duckdb, which has its own build: without that file they are empty.

-- One row an English neighbourhood (2021 lower-layer super output area) with its council of today.
-- name_around is the readable name of the wider neighbourhood it lies in (2021 middle-layer area).
-- Scores and indicators of the English Indices of Deprivation 2025, as published; null for a gap.
CREATE TABLE lsoa (
    code VARCHAR NOT NULL, name VARCHAR NOT NULL, area_code VARCHAR NOT NULL, code_around VARCHAR NOT NULL,
    name_around VARCHAR NOT NULL, population INTEGER NOT NULL, imd_decile TINYINT NOT NULL,
    imd DECIMAL(9, 3), income DECIMAL(9, 3), employment DECIMAL(9, 3), education DECIMAL(9, 3), health DECIMAL(9, 3), crime DECIMAL(9, 3),
    housing DECIMAL(9, 3), environment DECIMAL(9, 3), connectivity DECIMAL(9, 3), gp DECIMAL(9, 3), broadband DECIMAL(9, 3), affordability DECIMAL(9, 3),
    homelessness DECIMAL(9, 3), overcrowding DECIMAL(9, 3), skills DECIMAL(9, 3), university DECIMAL(9, 3), acute DECIMAL(9, 3), illness DECIMAL(9, 3),
    mental DECIMAL(9, 3), lifeyears DECIMAL(9, 3), antisocial DECIMAL(9, 3), burglary DECIMAL(9, 3)
);

-- One row a public library that was open, or closed for a time, at the end of 2023. area_code is that
-- of its library authority. operator: council, unstaffed, commissioned, community, independent, closed for a time,
-- not stated. staffed_hours and open_hours are hours a week, null where they are not stated.
CREATE TABLE library (
    area_code VARCHAR NOT NULL, name VARCHAR NOT NULL, postcode VARCHAR, operator VARCHAR NOT NULL,
    is_statutory BOOLEAN NOT NULL, shares_building BOOLEAN, staffed_hours DOUBLE, open_hours DOUBLE
);

-- One row a library authority and year: its own count of statutory libraries.
CREATE TABLE statutory_library (
    area_code VARCHAR, year SMALLINT, libraries SMALLINT NOT NULL, PRIMARY KEY (area_code, year)
);

-- One row a library authority and kind of use, April 2023 to March 2024. months counts the months
-- that the figures cover: fewer than twelve are no year.
CREATE TABLE library_use (
    area_code VARCHAR, measure VARCHAR, breakdown VARCHAR, total DOUBLE NOT NULL, months TINYINT NOT NULL,
    PRIMARY KEY (area_code, measure, breakdown)
);

-- One row a district or Welsh council with parishes or communities in September 2025; one without a
-- row has none.
CREATE TABLE parish_count (area_code VARCHAR PRIMARY KEY, parishes SMALLINT NOT NULL);
