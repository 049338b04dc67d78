-- One row an area of $codes with a boundary at $level: its box and the best place for its name.
SELECT area_code, west, south, east, north, label_longitude, label_latitude, label_room
FROM area_outline
WHERE level = $level AND list_contains($codes, area_code)
ORDER BY area_code
