-- One row an indicator: the figures published for England and the United Kingdom in the newest period of English councils.
-- A figure under the code of an ended area counts for its successor where each is the other's only one.
WITH renamed AS (
    SELECT area_code, successor_code
    FROM area_successor
    QUALIFY count(*) OVER (PARTITION BY area_code) = 1
        AND count(*) OVER (PARTITION BY successor_code) = 1
),
bearer AS (
    SELECT code AS bearer_code, code FROM area
    UNION ALL
    SELECT area_code, successor_code FROM renamed
),
newest AS (
    SELECT l.indicator, arg_max(l.period, p.ends) AS period
    FROM latest l
    JOIN bearer b ON b.bearer_code = l.area_code
    JOIN area a ON a.code = b.code
    JOIN period p ON p.indicator = l.indicator AND p.period = l.period
    WHERE a.level = 'ltla' AND a.ended IS NULL AND a.nation = 'E92000001'
    GROUP BY l.indicator
)
SELECT i.position, max(o.value) FILTER (o.area_code = 'E92000001') AS england,
       max(o.value) FILTER (o.area_code = 'K02000001') AS united_kingdom
FROM newest n
JOIN observation o ON o.indicator = n.indicator AND o.period = n.period
JOIN indicator i ON i.slug = n.indicator
WHERE o.area_code IN ('E92000001', 'K02000001')
GROUP BY i.position
ORDER BY i.position
