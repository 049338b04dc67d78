-- One row an indicator of the catalogue, in the catalogue's order.
SELECT *
FROM indicator
ORDER BY position
