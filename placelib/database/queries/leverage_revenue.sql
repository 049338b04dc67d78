-- One row a region or nation, year and item of revenue, in millions of pounds.
SELECT area_code, year, item, million_pounds
FROM region_revenue
ORDER BY area_code, year, item
