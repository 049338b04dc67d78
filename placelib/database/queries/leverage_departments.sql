-- One row a department or government and function in a region or nation, in thousands of pounds.
SELECT area_code, department, kind, function, year, thousand_pounds
FROM department_spending
ORDER BY area_code, department, function
