-- One row a body with revenue outturn: the latest financial year with a usable total, in thousands of pounds, and the residents in the mid-year inside it; net is null where no year is usable, with the reason.
-- tax is null where the council tax of that year is not usable, with the reason. Rows of an ended area stand for its successor where each is the other's only one.
WITH renamed AS (
    SELECT area_code, successor_code
    FROM area_successor
    QUALIFY count(*) OVER (PARTITION BY area_code) = 1
        AND count(*) OVER (PARTITION BY successor_code) = 1
),
yearly AS (
    SELECT area_code, body, tier, year,
           max(thousand_pounds) FILTER (item = 'totalService' AND usable) AS net,
           max(why) FILTER (item = 'totalService') AS net_why,
           max(thousand_pounds) FILTER (item IN ('councilTaxReq', 'councilTax') AND usable) AS tax,
           max(why) FILTER (item IN ('councilTaxReq', 'councilTax')) AS tax_why,
           count(net) OVER (PARTITION BY area_code) AS returns,
           max(thousand_pounds) FILTER (item = 'police') AS police,
           max(thousand_pounds) FILTER (item = 'fire') AS fire
    FROM money
    GROUP BY area_code, body, tier, year
    QUALIFY row_number() OVER (PARTITION BY area_code ORDER BY net IS NULL, year DESC) = 1
),
people AS (
    SELECT area_code, period, value
    FROM observation
    WHERE indicator = 'population-count'
)
SELECT coalesce(a.code, r.successor_code, y.area_code) AS area_code, y.body, y.tier, y.year, y.net, y.net_why,
       y.tax, y.tax_why, y.police, y.fire, y.returns, p.value AS population
FROM yearly y
LEFT JOIN area a ON a.code = y.area_code AND a.ended IS NULL
LEFT JOIN renamed r ON r.area_code = y.area_code
LEFT JOIN people p ON p.area_code = y.area_code AND p.period = left(y.year, 4) || '-06-30'
ORDER BY 1
