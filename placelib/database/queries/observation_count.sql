-- One row: how many observations there are of $indicators for $areas (an empty list means all).
SELECT count(*) AS observations
FROM observation o
WHERE (len($indicators) = 0 OR list_contains($indicators, o.indicator))
  AND (len($areas) = 0 OR list_contains($areas, o.area_code))
