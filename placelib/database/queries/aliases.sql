-- One row a name or code by which an area that has a page can be found.
SELECT area_code, alias, plain, kind
FROM area_alias
JOIN area ON code = area_code
WHERE has_page
ORDER BY area_code, plain
