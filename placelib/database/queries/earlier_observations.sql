-- One row an indicator and area of $codes: the newest figure of a period that had ended before that area's newest period began.
SELECT o.indicator, o.area_code, o.period, p.label AS period_label, p.starts, p.ends,
       o.value, o.lower, o.upper, o.status, o.gap, o.note
FROM earlier o
JOIN period p ON p.indicator = o.indicator AND p.period = o.period
WHERE o.area_code IN (SELECT unnest($codes))
ORDER BY o.indicator, o.area_code
