-- One row a part of an authority's planning and development in a year, in thousands of pounds.
SELECT area_code, year, item, thousand_pounds
FROM money
WHERE tier = 'middle' AND usable AND item LIKE 'planningBreakdown.%'
ORDER BY area_code, year, item
