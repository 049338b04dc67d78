-- One row an indicator whose councils have figures in two periods that do not overlap: how closely the newest figures go with those before (correlation).
WITH district AS (
    SELECT code FROM area
    WHERE level = 'ltla' AND ended IS NULL AND code NOT IN ('E09000001', 'E06000053')
),
newest AS (
    SELECT l.indicator, mode(l.period) AS period
    FROM latest l
    SEMI JOIN district d ON d.code = l.area_code
    WHERE l.value IS NOT NULL
    GROUP BY l.indicator
),
earlier AS (
    SELECT n.indicator, n.period, arg_max(q.period, q.ends) AS before
    FROM newest n
    JOIN period p ON p.indicator = n.indicator AND p.period = n.period
    JOIN period q ON q.indicator = n.indicator AND q.ends <= p.starts
    GROUP BY n.indicator, n.period
)
SELECT e.indicator, corr(o.value, q.value) AS correlation
FROM earlier e
JOIN observation o ON o.indicator = e.indicator AND o.period = e.period
SEMI JOIN district d ON d.code = o.area_code
JOIN observation q ON q.indicator = e.indicator AND q.period = e.before AND q.area_code = o.area_code
WHERE o.value IS NOT NULL AND q.value IS NOT NULL
GROUP BY e.indicator
ORDER BY e.indicator
