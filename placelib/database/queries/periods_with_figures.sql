-- One row a period of $indicator with a value for an area of $codes, oldest first, and how many have one.
SELECT p.period, p.label, p.starts, count(*) AS areas
FROM observation o
JOIN period p ON p.indicator = o.indicator AND p.period = o.period
WHERE o.indicator = $indicator AND o.value IS NOT NULL AND o.area_code IN (SELECT unnest($codes))
GROUP BY p.period, p.label, p.starts
ORDER BY p.starts, p.period
