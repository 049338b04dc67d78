-- One row a region or nation, year and scope: local spending and all identifiable spending, in thousands of pounds.
SELECT area_code, year, scope, local_thousand_pounds, total_thousand_pounds
FROM local_share_by_year
ORDER BY area_code, scope, year
