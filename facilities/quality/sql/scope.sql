-- The sites to look at, with what the rules read of them and what is at stake. Raw SQL, because 300,000 sites are
-- compared in sets; the ORM would carry each of them to Python and back.
--
-- A site that moved away from a shared point leaves the others there changed as well: they are looked at, too.
-- %(ids)s is null for the whole register.
-- Compiling these statements costs a second, which is most of the time that a single site takes.
SET LOCAL jit = off;
DROP TABLE IF EXISTS quality_scope, quality_found;

CREATE TEMPORARY TABLE quality_scope ON COMMIT DROP AS
WITH asked AS (
    SELECT id, position
    FROM facilities_facility
    WHERE id = ANY(%(ids)s::bigint[])
),

point AS MATERIALIZED (
    SELECT position FROM asked WHERE position IS NOT NULL
    UNION
    SELECT ST_SetSRID(ST_MakePoint((item.detail->>'lon')::float8, (item.detail->>'lat')::float8), 4326)
    FROM facilities_workitem AS item
    INNER JOIN asked ON asked.id = item.facility_id
    WHERE item.matter = 'shared' AND item.settled_at IS NULL
)
,

wanted AS (
    SELECT id FROM asked
    UNION
    SELECT facility.id
    FROM point
    INNER JOIN facilities_facility AS facility ON facility.position ~= point.position
    UNION
    SELECT id FROM facilities_facility WHERE %(ids)s::bigint[] IS NULL
)

SELECT
    facility.id AS facility_id,
    facility.position,
    facility.footprint IS NOT NULL AS has_footprint,
    facility.position_method,
    facility.error_radius_m,
    facility.approximate,
    coalesce(nullif(facility.subdistrict_code, ''), facility.province_code) AS code,
    facility.district_th,
    CASE
        WHEN
            facility.hazard OR facility.kind = 'seized'
            OR EXISTS (SELECT 1 FROM facilities_substance AS held WHERE held.facility_id = facility.id)
            THEN %(hazardous)s
        ELSE 0
    END
    + CASE
        WHEN facility.kind IN ('seized', 'suspected') THEN 6
        ELSE coalesce(
            array_position(
                ARRAY['unknown', 'struck_off', 'closed', 'suspended', 'stopped', 'licensed', 'operating'],
                facility.status::text
            ), 1) - 1
    END * 100000
    + least(greatest(coalesce(factory.horsepower, 0), coalesce(factory.workers, 0)), 99999)::int AS weight
FROM wanted
INNER JOIN facilities_facility AS facility ON facility.id = wanted.id
LEFT JOIN facilities_factorydetails AS factory ON factory.facility_id = facility.id
WHERE facility.merged_into_id IS NULL;

-- Items of sites that are merged away have nothing left to look at, so they are in the scope of settling only.
INSERT INTO quality_scope (facility_id, has_footprint, position_method, approximate, code, weight)
SELECT id, TRUE, 'none', FALSE, '', 0
FROM facilities_facility
WHERE merged_into_id IS NOT NULL AND (%(ids)s::bigint[] IS NULL OR id = ANY(%(ids)s::bigint[]));

ALTER TABLE quality_scope ADD PRIMARY KEY (facility_id);
ANALYZE quality_scope;
CREATE TEMPORARY TABLE quality_found (facility_id bigint PRIMARY KEY, detail jsonb NOT NULL) ON COMMIT DROP;
