-- One row a library authority and year: its own count of statutory libraries.
SELECT area_code, year, libraries FROM statutory_library ORDER BY area_code, year
