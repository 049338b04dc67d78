-- One row a fact about the data file: data_version, build_date, content_hash.
SELECT key, value
FROM metadata
ORDER BY key
