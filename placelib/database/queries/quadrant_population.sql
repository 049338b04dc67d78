-- One row an area: its residents in the newest mid-year of the source. Rows of an ended area stand for its successor where each is the other's only one.
WITH renamed AS (
    SELECT area_code, successor_code
    FROM area_successor
    QUALIFY count(*) OVER (PARTITION BY area_code) = 1
        AND count(*) OVER (PARTITION BY successor_code) = 1
),
newest AS (
    SELECT max(period) AS period FROM latest WHERE indicator = 'population-count'
)
SELECT coalesce(r.successor_code, l.area_code) AS area_code, l.value AS population, p.label AS period_label
FROM latest l
JOIN newest n ON n.period = l.period
JOIN period p ON p.indicator = l.indicator AND p.period = l.period
LEFT JOIN renamed r ON r.area_code = l.area_code
WHERE l.indicator = 'population-count' AND l.value IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY coalesce(r.successor_code, l.area_code) ORDER BY r.successor_code IS NOT NULL
) = 1
ORDER BY 1
