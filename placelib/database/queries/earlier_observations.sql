-- One row an indicator and area of $codes: the newest figure of a period that had ended before that area's newest period began.
SELECT o.indicator, o.area_code, o.period, p.label AS period_label, p.starts, p.ends,
       o.value, o.lower, o.upper, o.status, o.gap, o.note
FROM observation o
JOIN period p ON p.indicator = o.indicator AND p.period = o.period
JOIN latest l ON l.indicator = o.indicator AND l.area_code = o.area_code
JOIN period n ON n.indicator = l.indicator AND n.period = l.period
WHERE list_contains($codes, o.area_code) AND o.value IS NOT NULL AND p.ends <= n.starts
QUALIFY row_number() OVER (PARTITION BY o.indicator, o.area_code ORDER BY p.ends DESC) = 1
ORDER BY o.indicator, o.area_code
