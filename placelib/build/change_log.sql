-- Fills the tables release and change of the new database “places” from the one before it, “last”.
-- Both have the tables release and change; getvariable('version') is the new data version.

INSERT INTO places.change
SELECT getvariable('version'), kind, indicator, area_code, period, before, after, NULL
FROM (
    SELECT
        indicator, area_code, period, old.value AS before, new.value AS after,
        CASE
            WHEN old.indicator IS NULL AND known.period IS NULL THEN 'new period'
            WHEN old.indicator IS NULL THEN 'added'
            WHEN new.indicator IS NULL THEN 'withdrawn'
            WHEN old.value IS NULL AND new.value IS NOT NULL THEN 'gap filled'
            WHEN old.value IS NOT NULL AND new.value IS NULL THEN 'now a gap'
            WHEN old.value IS DISTINCT FROM new.value THEN 'revised'
            WHEN old.lower IS DISTINCT FROM new.lower OR old.upper IS DISTINCT FROM new.upper
                THEN 'interval revised'
            WHEN old.status IS DISTINCT FROM new.status OR old.gap IS DISTINCT FROM new.gap
                OR old.note IS DISTINCT FROM new.note THEN 'remark changed'
        END AS kind
    FROM last.observation AS old
    FULL JOIN places.observation AS new USING (indicator, area_code, period)
    LEFT JOIN (SELECT DISTINCT indicator, period FROM last.observation) AS known
        USING (indicator, period)
)
WHERE kind IS NOT NULL;

INSERT INTO places.change
SELECT getvariable('version'), kind, slug, NULL, NULL, NULL, NULL, label
FROM (
    SELECT
        slug, coalesce(new.label, old.label) AS label,
        CASE
            WHEN old.slug IS NULL AND new.has_data OR new.has_data AND NOT old.has_data THEN 'indicator added'
            WHEN new.slug IS NULL AND old.has_data OR old.has_data AND NOT new.has_data THEN 'indicator removed'
            WHEN row(old.label, old.what_it_is, old.be_careful, old.direction, old.unit, old.decimals)
                IS DISTINCT FROM
                row(new.label, new.what_it_is, new.be_careful, new.direction, new.unit, new.decimals)
                AND old.has_data AND new.has_data THEN 'indicator described anew'
        END AS kind
    FROM last.indicator AS old FULL JOIN places.indicator AS new USING (slug)
)
WHERE kind IS NOT NULL;

INSERT INTO places.change
SELECT getvariable('version'), kind, NULL, code, NULL, NULL, NULL, name
FROM (
    SELECT
        code, coalesce(new.name, old.name) AS name,
        CASE
            WHEN old.code IS NULL THEN 'area added'
            WHEN new.code IS NULL THEN 'area removed'
            WHEN row(old.name, old.level, old.ended) IS DISTINCT FROM row(new.name, new.level, new.ended)
                THEN 'area changed'
        END AS kind
    FROM last.area AS old FULL JOIN places.area AS new USING (code)
)
WHERE kind IS NOT NULL;

INSERT INTO places.release
SELECT step + 1, version, built, observations FROM last.release;

INSERT INTO places.change
SELECT change.* FROM last.change JOIN last.release USING (version)
WHERE step + 1 < getvariable('followed');

DELETE FROM places.release WHERE step > getvariable('followed');
