-- One row an indicator and period: mean, standard deviation and count over current councils in the UK.
SELECT indicator, period, mean, std_dev, areas
FROM district_spread
ORDER BY indicator, period
