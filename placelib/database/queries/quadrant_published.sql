-- One row an area: how many of England's indicators have a figure for it in its newest period.
-- Figures of an ended area count for its successor where each is the other's only one.
WITH renamed AS (
    SELECT area_code, successor_code
    FROM area_successor
    QUALIFY count(*) OVER (PARTITION BY area_code) = 1
        AND count(*) OVER (PARTITION BY successor_code) = 1
)
SELECT coalesce(r.successor_code, l.area_code) AS area_code,
       count(DISTINCT l.indicator)::INTEGER AS indicators
FROM latest l
JOIN indicator i ON i.slug = l.indicator
LEFT JOIN renamed r ON r.area_code = l.area_code
WHERE list_contains(i.countries, 'E') AND l.value IS NOT NULL
GROUP BY 1
ORDER BY 1
