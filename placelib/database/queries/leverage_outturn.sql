-- One row a service of a council's or authority's revenue outturn in a year, in thousands of pounds. Rows of an ended area stand for its successor where each is the other's only one.
WITH renamed AS (
    SELECT area_code, successor_code
    FROM area_successor
    QUALIFY count(*) OVER (PARTITION BY area_code) = 1
        AND count(*) OVER (PARTITION BY successor_code) = 1
)
SELECT coalesce(r.successor_code, s.area_code) AS area_code, s.body, s.class, s.year, s.service, s.thousand_pounds
FROM service_outturn s
LEFT JOIN renamed r ON r.area_code = s.area_code
ORDER BY 1, s.year, s.service
