-- One row an indicator and period that is the newest of an area with a page: the figures of current councils across the UK in order of size.
-- City of London and the Isles of Scilly stay out, as in district_spread.
WITH newest AS (
    SELECT DISTINCT l.indicator, l.period
    FROM latest l
    JOIN area a ON a.code = l.area_code
    WHERE a.has_page AND l.value IS NOT NULL
)
SELECT o.indicator, o.period, list(o.value ORDER BY o.value) AS figures
FROM observation o
JOIN newest n ON n.indicator = o.indicator AND n.period = o.period
JOIN area a ON a.code = o.area_code
WHERE a.level = 'ltla' AND a.ended IS NULL
    AND a.code NOT IN ('E09000001', 'E06000053') AND o.value IS NOT NULL
GROUP BY o.indicator, o.period
ORDER BY o.indicator, o.period
