-- One row an English neighbourhood: its district (counted from 0 in order of code) and the score of each domain of deprivation.
WITH district AS (
    SELECT code, row_number() OVER (ORDER BY code) - 1 AS place
    FROM area
    WHERE level = 'ltla' AND ended IS NULL
),
renamed AS (
    SELECT area_code, successor_code
    FROM area_successor
    QUALIFY count(*) OVER (PARTITION BY area_code) = 1
        AND count(*) OVER (PARTITION BY successor_code) = 1
)
SELECT d.place, n.income, n.employment, n.education, n.health, n.crime, n.housing_and_services,
       n.environment, n.overall_rank
FROM neighbourhood n
LEFT JOIN renamed r ON r.area_code = n.area_code
JOIN district d ON d.code = coalesce(r.successor_code, n.area_code)
ORDER BY n.code
