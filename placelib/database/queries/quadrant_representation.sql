-- One row a council: councillors in February 2021, members of parliament by its share of 2024 constituencies, residents of 2020.
SELECT area_code, population_2020 AS population, councillors_2021 AS councillors,
       mps_equivalent AS members_of_parliament
FROM representation
ORDER BY area_code
