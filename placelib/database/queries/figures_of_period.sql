-- One row an area with a row of $indicator in $period, value or gap.
SELECT o.indicator, o.area_code, o.period, p.label AS period_label, p.starts, p.ends,
       o.value, o.lower, o.upper, o.status, o.gap, o.note
FROM observation o
JOIN period p ON p.indicator = o.indicator AND p.period = o.period
WHERE o.indicator = $indicator AND o.period = $period
ORDER BY o.area_code
