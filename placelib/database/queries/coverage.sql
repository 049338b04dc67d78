-- One row an indicator and geography level: areas that ever have a value, values and gaps in all.
SELECT indicator, level, areas, figures, gaps
FROM coverage
ORDER BY indicator, level
