-- One row an area of $codes with a value of $indicator: the label of the newest period that has one.
SELECT o.area_code, arg_max(p.label, p.starts) AS label
FROM observation o
JOIN period p ON p.indicator = o.indicator AND p.period = o.period
WHERE o.indicator = $indicator AND o.value IS NOT NULL AND o.area_code IN (SELECT unnest($codes))
GROUP BY o.area_code
ORDER BY o.area_code
