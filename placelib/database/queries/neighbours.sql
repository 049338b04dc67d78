-- One row an area that touches $code, with the best place for its name on a map of $code.
SELECT neighbour_code, longitude, latitude, label_room
FROM area_neighbour
WHERE area_code = $code
ORDER BY neighbour_code
