-- One row an observation of $indicators for $areas in $periods (an empty list means all) at $level
-- (empty: all), behind the row of $after_indicator, $after_area and $after_period, at most $size.
SELECT o.area_code, a.name AS area_name, a.level,
       o.indicator, i.label AS indicator_name,
       p.starts AS period_start, CAST(p.ends - INTERVAL 1 DAY AS DATE) AS period_end,
       p.label AS period, o.period AS period_code,
       o.value, o.lower, o.upper,
       coalesce(o.status, '') AS marker, coalesce(o.gap, '') AS gap, coalesce(o.note, '') AS note,
       i.prefix, i.suffix, i.sub_text, array_to_string(i.source_orgs, '; ') AS source
FROM observation o
JOIN area a ON a.code = o.area_code
JOIN indicator i ON i.slug = o.indicator
JOIN period p ON p.indicator = o.indicator AND p.period = o.period
WHERE (len($indicators) = 0 OR list_contains($indicators, o.indicator))
  AND (len($areas) = 0 OR list_contains($areas, o.area_code))
  AND ($level = '' OR a.level = $level OR ($level = 'utla' AND a.is_utla))
  AND (len($periods) = 0 OR list_contains($periods, o.period))
  AND (o.indicator, o.area_code, o.period) > ($after_indicator, $after_area, $after_period)
ORDER BY o.indicator, o.area_code, o.period
LIMIT $size
