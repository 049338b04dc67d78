-- One row a district or Welsh council that has parishes or communities: how many.
SELECT area_code, parishes FROM parish_count ORDER BY area_code
