-- One row a strategic authority that the figures have a code for: its standing in September 2026.
SELECT area_code, name, standing, has_mayor, instrument, source, confidence
FROM authority_status
WHERE area_code IS NOT NULL
ORDER BY area_code
