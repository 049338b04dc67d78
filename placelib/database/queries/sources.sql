-- One row a source of the data file.
SELECT key, title, publisher, released, licence, link, used_for
FROM source
ORDER BY key
