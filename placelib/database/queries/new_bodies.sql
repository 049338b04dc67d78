-- One row a district of today that goes, whole or in part, into a new or planned body, with the body's facts.
SELECT b.*, m.area_code, a.name AS area_name, m.is_whole, m.note
FROM new_body b
JOIN new_body_member m ON m.body_id = b.id
JOIN area a ON a.code = m.area_code
ORDER BY b.id, a.name
