-- Addresses that group less than their rows, each noted at its first row: one that more rows have than any site has
-- licences (`site_placeholder`), or whose rows lie too far apart for one site (`site_scattered`).
WITH repeated AS MATERIALIZED (
    SELECT site_key FROM {staged} WHERE site_key <> '' GROUP BY site_key HAVING count(*) > 1
),

keyed AS (
    SELECT
        row, key, operator_th, address_th,
        CASE WHEN position_method NOT IN ('centroid', 'geocoded') THEN position::geography END AS point,
        site_key
    FROM {staged}
    INNER JOIN repeated USING (site_key)
),

measured AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY site_key ORDER BY point IS NULL, row) AS place,
        count(*) OVER (PARTITION BY site_key) AS sharing,
        first_value(point) OVER (PARTITION BY site_key ORDER BY point IS NULL, row) AS founding
    FROM keyed
),

spread AS (
    SELECT
        *,
        max(CASE WHEN sharing BETWEEN 2 AND %(site_most)s THEN ST_Distance(point, founding) END)
            OVER (PARTITION BY site_key) AS metres
    FROM measured
)

INSERT INTO facilities_importproblem (run_id, row, key, field, value, rule, detail, refused)
SELECT
    %(run)s, row, key, 'address',
    left(operator_th || ', ' || address_th, 120),
    CASE WHEN sharing > %(site_most)s THEN 'site_placeholder' ELSE 'site_scattered' END,
    CASE WHEN sharing > %(site_most)s THEN sharing || ' rows' ELSE sharing || ' rows, ' || round(metres) || ' m' END,
    FALSE
FROM spread
WHERE place = 1 AND (sharing > %(site_most)s OR metres > %(apart_m)s)
ORDER BY row
