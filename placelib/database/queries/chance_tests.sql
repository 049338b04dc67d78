-- One row an authority and a pool: the share of random groups with at least its understanding, and the same adjusted for all authorities.
SELECT area_code, pool, share_as_high, adjusted
FROM chance_test
ORDER BY area_code, pool
