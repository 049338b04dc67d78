-- One row a financial year's price indices, 2024-25 = 100; cpih is null before 2010-11.
SELECT year, gdp, cpih
FROM deflator
ORDER BY year
