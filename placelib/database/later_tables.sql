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
