-- Tables that are made of the data file in memory when it is opened, so that a page need not work
-- them out for every visitor. The file has its figures by indicator; here they are by area.

-- One row an indicator and area: the newest figure of a period that had ended before that area's
-- newest period began.
CREATE TABLE memory.main.earlier AS
SELECT o.*
FROM places.main.observation o
JOIN places.main.period p ON p.indicator = o.indicator AND p.period = o.period
JOIN places.main.latest l ON l.indicator = o.indicator AND l.area_code = o.area_code
JOIN places.main.period n ON n.indicator = l.indicator AND n.period = l.period
WHERE o.value IS NOT NULL AND p.ends <= n.starts
QUALIFY row_number() OVER (PARTITION BY o.indicator, o.area_code ORDER BY p.ends DESC) = 1
ORDER BY o.area_code, o.indicator;
