-- One row a pool of English districts and a number of touching districts: understanding of random groups of as many.
SELECT pool, districts, groups, low, median, high, average
FROM chance_band
ORDER BY pool, districts
