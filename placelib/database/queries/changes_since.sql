-- One row a kind of change between the versions $since and $until steps back, for each indicator: how many figures,
-- in which periods (at most five labels, newest first), and what else is named. With $indicators or
-- $areas only their figures; changes that concern neither an indicator nor an area always.
SELECT
    change.kind, change.indicator,
    count(DISTINCT (change.area_code, change.period)) AS figures,
    count(DISTINCT change.area_code) AS areas,
    [one.label FOR one IN list_reverse_sort(
        list(DISTINCT {'starts': period.starts, 'label': period.label}) FILTER (period.label IS NOT NULL)
    )[:5]] AS periods,
    (list(DISTINCT change.detail ORDER BY change.detail) FILTER (change.detail IS NOT NULL))[:5] AS details
FROM change
JOIN release USING (version)
LEFT JOIN period ON period.indicator = change.indicator AND period.period = change.period
WHERE release.step < $since AND release.step >= $until
    AND (len($indicators) = 0 OR change.indicator IS NULL OR list_contains($indicators, change.indicator))
    AND (len($areas) = 0 OR change.area_code IS NULL OR list_contains($areas, change.area_code))
GROUP BY change.kind, change.indicator
ORDER BY change.indicator, change.kind
