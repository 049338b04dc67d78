-- One row an indicator and area of $codes or $benchmarks, in the indicator's newest period that most areas of $codes have a value for.
WITH wanted AS (
    SELECT unnest($codes) AS area_code
),
counted AS (
    SELECT l.indicator, l.period, count(l.value) AS areas
    FROM latest l
    SEMI JOIN wanted w ON w.area_code = l.area_code
    GROUP BY l.indicator, l.period
),
chosen AS (
    SELECT c.indicator, c.period, p.label, p.starts, p.ends
    FROM counted c
    JOIN period p ON p.indicator = c.indicator AND p.period = c.period
    WHERE c.areas > 0
    QUALIFY row_number() OVER (PARTITION BY c.indicator ORDER BY c.areas DESC, p.ends DESC) = 1
),
shown AS (
    SELECT area_code FROM wanted
    UNION
    SELECT unnest($benchmarks)
)
SELECT o.indicator, o.area_code, o.period, c.label AS period_label, c.starts, c.ends,
       o.value, o.lower, o.upper, o.status, o.gap, o.note
FROM observation o
SEMI JOIN shown s ON s.area_code = o.area_code
JOIN chosen c ON c.indicator = o.indicator AND c.period = o.period
ORDER BY o.indicator, o.area_code
