-- One row a figure of a current lower-tier area in the indicator's newest English period; place counts those areas from 0 in order of code.
-- A figure under the code of an ended area stands for its successor where each is the other's only one.
WITH district AS (
    SELECT code, nation, row_number() OVER (ORDER BY code) - 1 AS place
    FROM area
    WHERE level = 'ltla' AND ended IS NULL
),
renamed AS (
    SELECT area_code, successor_code
    FROM area_successor
    QUALIFY count(*) OVER (PARTITION BY area_code) = 1
        AND count(*) OVER (PARTITION BY successor_code) = 1
),
bearer AS (
    SELECT code AS bearer_code, place, nation, false AS former FROM district
    UNION ALL
    SELECT area_code, place, nation, true FROM renamed JOIN district ON code = successor_code
),
figure AS (
    SELECT l.indicator, l.period, l.value, l.lower, l.upper, b.place, b.nation, b.former
    FROM latest l
    JOIN bearer b ON b.bearer_code = l.area_code
),
newest AS (
    SELECT f.indicator, arg_max(f.period, p.ends) AS period
    FROM figure f
    JOIN period p ON p.indicator = f.indicator AND p.period = f.period
    WHERE f.nation = 'E92000001'
    GROUP BY f.indicator
)
SELECT i.position, f.place, f.value, f.lower, f.upper, f.former
FROM figure f
JOIN newest n ON n.indicator = f.indicator AND n.period = f.period
JOIN indicator i ON i.slug = f.indicator
WHERE i.standardised AND f.value IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY i.position, f.place ORDER BY f.former) = 1
ORDER BY i.position, f.place
