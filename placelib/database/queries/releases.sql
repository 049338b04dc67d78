-- One row a data version that the log follows, from the file's own (step 0) back.
SELECT step, version, built, observations
FROM release
ORDER BY step
