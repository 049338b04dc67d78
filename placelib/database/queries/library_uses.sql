-- One row a library authority, kind of use and breakdown: its total and the months that it covers.
SELECT area_code, measure, breakdown, total, months FROM library_use ORDER BY area_code, measure, breakdown
