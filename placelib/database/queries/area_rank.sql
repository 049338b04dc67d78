-- One row or none: the range of ranks of the area $code among the areas of $level on $indicator in $period.
SELECT best, worst, areas
FROM area_rank
WHERE indicator = $indicator AND level = $level AND period = $period AND area_code = $code
