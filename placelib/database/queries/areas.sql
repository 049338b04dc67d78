-- One row an area, with its parents nearest first.
SELECT code, name, level, is_utla, started, ended, nation, has_page,
       coalesce(
           (SELECT list(parent_code ORDER BY step) FROM area_parent WHERE area_code = code), []
       ) AS parents
FROM area
ORDER BY code
