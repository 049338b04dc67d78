-- One row a region or nation's identifiable spending in the newest year by lever, level and account, in thousands of pounds.
SELECT area_code, year, lever, level, account, thousand_pounds
FROM region_spending
WHERE year = (SELECT max(year) FROM region_spending)
ORDER BY area_code, lever, level, account
