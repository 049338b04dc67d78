-- One row a library authority and who runs libraries there: those open at the end of 2023, their hours a week.
SELECT
    area_code, operator, count(*) AS libraries, sum(open_hours) AS open_hours,
    count(open_hours) AS with_hours, sum(staffed_hours) AS staffed_hours
FROM library
GROUP BY area_code, operator
ORDER BY area_code, operator
