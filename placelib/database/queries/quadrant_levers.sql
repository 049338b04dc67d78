-- One row a documented fact about a combined authority's levers, in the source's order; area_code is null where it is about several together.
SELECT area_code, lever, item, value, unit, year, source_title, source_url, confidence, note
FROM lever_fact
ORDER BY position
