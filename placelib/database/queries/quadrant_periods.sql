-- One row an indicator with figures for current English lower-tier areas: the newest period among them, in words.
-- Figures of an ended area count where it has one successor and is that one's only forerunner.
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
)
SELECT l.indicator, arg_max(l.period, p.ends) AS period, arg_max(p.label, p.ends) AS period_label
FROM latest l
JOIN bearer b ON b.bearer_code = l.area_code
JOIN area a ON a.code = b.code
JOIN period p ON p.indicator = l.indicator AND p.period = l.period
WHERE a.level = 'ltla' AND a.ended IS NULL AND a.nation = 'E92000001'
GROUP BY l.indicator
ORDER BY l.indicator
