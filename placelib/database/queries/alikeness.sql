-- One row an authority: how much its districts differ, beside random groups of as many that touch.
SELECT code, name, districts, within, random_low, random_median, random_high, share_as_alike,
       adjusted, verdict
FROM alikeness
ORDER BY name
