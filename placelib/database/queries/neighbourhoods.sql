-- One row an English neighbourhood (LSOA 2021), in the order of councils and codes.
SELECT * FROM lsoa ORDER BY area_code, code
