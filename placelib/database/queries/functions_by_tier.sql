-- One row a function of government and each tier's part in it, null where no stored source states it.
SELECT *
FROM function_by_tier
ORDER BY id
