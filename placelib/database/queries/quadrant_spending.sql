-- One row a nation or region: identifiable public spending a head, in pounds, with its year and source.
SELECT area_code, value, year, source_title, source_url
FROM spending_fact
WHERE measure = 'identifiable public spending per person' AND area_code IS NOT NULL
ORDER BY area_code
