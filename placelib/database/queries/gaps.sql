-- One row an indicator and reason: how many observations of any area are gaps for that reason.
SELECT indicator, gap, count(*) AS observations
FROM observation
WHERE gap IS NOT NULL
GROUP BY indicator, gap
ORDER BY indicator, observations DESC, gap
