-- One row a pair of current lower-tier areas that touch.
SELECT area_code, neighbour_code
FROM area_neighbour
ORDER BY area_code, neighbour_code
