-- One row a body's council tax or precept in a year, in pounds, by part (all, general, police). Rows of an ended area stand for its successor where each is the other's only one.
WITH renamed AS (
    SELECT area_code, successor_code
    FROM area_successor
    QUALIFY count(*) OVER (PARTITION BY area_code) = 1
        AND count(*) OVER (PARTITION BY successor_code) = 1
)
SELECT coalesce(r.successor_code, c.area_code) AS area_code, c.part, c.year, c.pounds, c.band_d
FROM council_tax c
LEFT JOIN renamed r ON r.area_code = c.area_code
ORDER BY 1, c.part, c.year
