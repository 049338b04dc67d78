-- One row an observation of $indicator without a value, of any area, newest period first.
SELECT o.indicator, o.area_code, o.period, p.label AS period_label, p.starts, p.ends,
       o.value, o.lower, o.upper, o.status, o.gap, o.note
FROM observation o
JOIN period p ON p.indicator = o.indicator AND p.period = o.period
WHERE o.indicator = $indicator AND o.value IS NULL
ORDER BY p.starts DESC, o.area_code
