-- One row a step from an ended area to one that took over.
SELECT area_code, successor_code, year
FROM area_successor
ORDER BY area_code, successor_code
