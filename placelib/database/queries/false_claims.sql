-- One row an indicator with intervals: in how many comparisons of councils with their benchmark in $indicator's newest period the two look clearly different, and how many of those by luck.
SELECT indicator, period, comparisons, clear, confirmed, by_luck
FROM false_claims
WHERE indicator = $indicator
