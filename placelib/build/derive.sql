-- Tables made from the others, so that a page need not work them out for every visitor.

-- One row an indicator and area: the newest period of that area, value or gap.
CREATE TABLE latest AS
SELECT o.*
FROM observation o
JOIN period p ON p.indicator = o.indicator AND p.period = o.period
QUALIFY row_number() OVER (PARTITION BY o.indicator, o.area_code ORDER BY p.ends DESC) = 1
ORDER BY o.area_code, o.indicator;

-- One row an indicator and period: how current councils across the UK spread, each counting once.
-- City of London and the Isles of Scilly stay out: with a few thousand residents each they are
-- outliers on most figures.
CREATE TABLE district_spread AS
SELECT o.indicator, o.period, avg(o.value) AS mean, stddev_pop(o.value) AS std_dev,
       count(o.value)::INTEGER AS areas
FROM observation o
JOIN area a ON a.code = o.area_code
WHERE a.level = 'ltla' AND a.ended IS NULL
  AND a.code NOT IN ('E09000001', 'E06000053') AND o.value IS NOT NULL
GROUP BY o.indicator, o.period
ORDER BY o.indicator, o.period;

-- One row an indicator and geography level: areas that ever have a value, values and gaps in all.
-- A unitary authority counts at both lower and upper tier.
CREATE TABLE coverage AS
WITH levelled AS (
    SELECT code, level FROM area
    UNION
    SELECT code, 'utla' FROM area WHERE is_utla
)
SELECT o.indicator, l.level,
       (count(DISTINCT o.area_code) FILTER (o.value IS NOT NULL))::INTEGER AS areas,
       count(o.value)::INTEGER AS figures, (count(*) - count(o.value))::INTEGER AS gaps
FROM observation o
JOIN levelled l ON l.code = o.area_code
GROUP BY o.indicator, l.level
ORDER BY o.indicator, l.level;
