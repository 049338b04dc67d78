-- One row a body and year of revenue outturn since 2017-18, in thousands of pounds: everything, and the parts that stand apart; null where the total must not be used. Rows of an ended area stand for its successor where each is the other's only one.
WITH renamed AS (
    SELECT area_code, successor_code
    FROM area_successor
    QUALIFY count(*) OVER (PARTITION BY area_code) = 1
        AND count(*) OVER (PARTITION BY successor_code) = 1
)
SELECT coalesce(r.successor_code, m.area_code) AS area_code, m.tier, m.year,
       max(thousand_pounds) FILTER (item = 'totalService' AND usable) AS everything,
       coalesce(max(thousand_pounds) FILTER (item = 'education' AND usable), 0) AS education,
       coalesce(sum(thousand_pounds) FILTER (item IN ('police', 'fire') AND usable), 0) AS police_and_fire
FROM money m
LEFT JOIN renamed r ON r.area_code = m.area_code
GROUP BY 1, m.tier, m.year
ORDER BY 1, m.year
