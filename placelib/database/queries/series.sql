-- One row an observation of one of $indicators for one of $codes, in order of time.
SELECT o.indicator, o.area_code, o.period, p.label AS period_label, p.starts, p.ends,
       o.value, o.lower, o.upper, o.status, o.gap, o.note
FROM observation o
JOIN period p ON p.indicator = o.indicator AND p.period = o.period
WHERE o.indicator IN (SELECT unnest($indicators)) AND list_contains($codes, o.area_code)
ORDER BY o.indicator, o.area_code, p.starts
