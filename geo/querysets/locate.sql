-- Where a place lies, for every level with an edition in force that day: the covering area, else the nearest one.
-- Raw SQL because it runs for every report and must be one round trip: the ORM has no LATERAL joins.
--
-- Why the nearest is exact. Index order (<->) is in degrees, and a degree is worth fewer metres eastward than
-- northward, so the first by index need not be the nearest. But it gives an upper bound: no answer can lie farther than
-- its distance B on the ellipsoid. A degree in any direction is at least `metres_per_degree` between the equator
-- and 20.6 N, so whatever is within B metres is also within B / metres_per_degree degrees. All parts within that
-- are measured on the ellipsoid. Distances are compared in whole millimetres, ties go to the smallest code.
WITH edition AS MATERIALIZED (
    SELECT id, level, name, quality, border_error_m
    FROM geo_areaedition
    WHERE activated_at IS NOT NULL
      AND (valid_from IS NULL OR valid_from <= %(on)s)
      AND (valid_to IS NULL OR valid_to > %(on)s)
),
covering AS MATERIALIZED (
    SELECT DISTINCT ON (edition.id) edition.id AS edition_id, area.id AS area_id, 0::float8 AS distance_m
    FROM edition
    JOIN geo_areapart part ON part.edition_id = edition.id AND ST_Covers(part.shape, %(place)s::geometry)
    JOIN geo_area area ON area.id = part.area_id
    ORDER BY edition.id, area.code
),
nearest AS (
    SELECT edition.id AS edition_id, best.area_id, best.distance_m
    FROM edition
    CROSS JOIN LATERAL (
        SELECT ST_Distance(part.shape::geography, %(place)s::geography) / %(metres_per_degree)s AS degrees
        FROM geo_areapart part
        WHERE part.edition_id = edition.id
        ORDER BY part.shape <-> %(place)s::geometry
        LIMIT 1
    ) bound
    CROSS JOIN LATERAL (
        SELECT
            area.id AS area_id,
            round(ST_Distance(part.shape::geography, %(place)s::geography)::numeric, 3)::float8 AS distance_m
        FROM geo_areapart part
        JOIN geo_area area ON area.id = part.area_id
        WHERE part.edition_id = edition.id AND ST_DWithin(part.shape, %(place)s::geometry, bound.degrees)
        ORDER BY distance_m, area.code
        LIMIT 1
    ) best
    WHERE NOT EXISTS (SELECT FROM covering WHERE covering.edition_id = edition.id)
),
found AS MATERIALIZED (
    SELECT * FROM covering UNION ALL SELECT * FROM nearest
),
land AS MATERIALIZED (
    SELECT country, name_th, name_en FROM geo_neighbourland WHERE ST_Covers(shape, %(place)s::geometry) LIMIT 1
)
SELECT
    edition.level,
    area.code,
    area.name_th,
    area.name_en,
    found.distance_m,
    edition.name AS edition,
    edition.quality,
    edition.border_error_m,
    area.id AS area_id,
    border.code AS border_code,
    border.name_th AS border_name_th,
    border.name_en AS border_name_en,
    border.distance_m AS border_distance_m,
    land.country,
    land.name_th AS country_th,
    land.name_en AS country_en
FROM found
JOIN edition ON edition.id = found.edition_id
JOIN geo_area area ON area.id = found.area_id
LEFT JOIN LATERAL (
    SELECT
        other.code, other.name_th, other.name_en,
        round(ST_Distance(part.shape::geography, %(place)s::geography)::numeric, 3)::float8 AS distance_m
    FROM geo_areapart part
    JOIN geo_area other ON other.id = part.area_id
    WHERE edition.level = 'province'
      AND part.edition_id = edition.id
      AND part.area_id <> found.area_id
      AND ST_DWithin(part.shape, %(place)s::geometry, %(border_within_m)s / %(metres_per_degree)s)
    ORDER BY distance_m, other.code
    LIMIT 1
) border ON border.distance_m <= %(border_within_m)s
LEFT JOIN land ON true
ORDER BY length(area.code)
