-- One row a value of $indicator for an area of $codes, in every period.
SELECT value
FROM observation
WHERE indicator = $indicator AND value IS NOT NULL AND area_code IN (SELECT unnest($codes))
ORDER BY value
