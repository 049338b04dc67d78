-- One row a current English council of the lower tier: its county, authority and region, and its residents in the newest mid-year of the source. Figures of an ended area stand for its successor where each is the other's only one.
WITH renamed AS (
    SELECT area_code, successor_code
    FROM area_successor
    QUALIFY count(*) OVER (PARTITION BY area_code) = 1
        AND count(*) OVER (PARTITION BY successor_code) = 1
),
newest AS (
    SELECT max(period) AS period FROM latest WHERE indicator = 'population-count'
),
people AS (
    SELECT coalesce(r.successor_code, l.area_code) AS area_code, max(l.value) AS population
    FROM latest l
    JOIN newest n ON n.period = l.period
    LEFT JOIN renamed r ON r.area_code = l.area_code
    WHERE l.indicator = 'population-count' AND l.value IS NOT NULL
    GROUP BY 1
),
parents AS (
    SELECT p.area_code,
           max(p.parent_code) FILTER (a.level = 'utla') AS county,
           max(p.parent_code) FILTER (a.level = 'cauth') AS authority,
           max(p.parent_code) FILTER (a.level = 'rgn') AS region
    FROM area_parent p
    JOIN area a ON a.code = p.parent_code AND a.ended IS NULL
    GROUP BY p.area_code
)
SELECT a.code, a.name, p.county, p.authority, p.region, q.population
FROM area a
JOIN parents p ON p.area_code = a.code
JOIN people q ON q.area_code = a.code
WHERE a.level = 'ltla' AND a.ended IS NULL AND a.nation = 'E92000001' AND p.region IS NOT NULL
ORDER BY a.code
