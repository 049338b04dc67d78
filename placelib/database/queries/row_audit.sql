-- One row an outcome: how many source rows of the last build ended that way.
SELECT outcome, sum(rows)::BIGINT AS rows
FROM row_audit
GROUP BY outcome
ORDER BY outcome
