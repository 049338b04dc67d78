-- One row a current area that is statistically alike to $code, most alike first.
SELECT kind, rank, peer_code
FROM similar_area
JOIN area ON code = peer_code
WHERE area_code = $code AND ended IS NULL
ORDER BY kind, rank
