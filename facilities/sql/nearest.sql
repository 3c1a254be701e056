-- The nearest facilities on the ellipsoid, with how far the candidates reached on the sphere.
--
-- SQL, because the ORM cannot say ORDER BY <-> LIMIT in one place and rank again in another, and because one
-- statement must bring everything that the intake of a report needs. The index (facility_shape) yields geographies
-- by distance on the sphere; facilities.nearest explains why that is enough.
WITH candidate AS MATERIALIZED (
    SELECT
        id,
        shape <-> %(place)s::geography AS sphere_m,
        ST_Distance(shape, %(place)s::geography) AS distance_m
    FROM facilities_facility
    WHERE shape IS NOT NULL AND merged_into_id IS NULL AND kind <> ALL(%(without)s)
    ORDER BY shape <-> %(place)s::geography
    LIMIT %(candidates)s
),

best AS (
    SELECT
        id,
        distance_m,
        max(sphere_m) OVER () AS reach_m,
        count(*) OVER () AS seen
    FROM candidate
    ORDER BY distance_m, id
    LIMIT %(wanted)s
)

SELECT
    best.id,
    facility.name_th,
    facility.name_en,
    facility.operator_th,
    facility.kind,
    facility.status,
    ARRAY(
        SELECT licence.number FROM facilities_licence AS licence
        WHERE licence.facility_id = best.id ORDER BY licence.id
    ) AS registrations,
    best.distance_m,
    facility.error_radius_m,
    ST_X(facility.position) AS lon,
    ST_Y(facility.position) AS lat,
    factory.factory_class,
    ARRAY(
        SELECT DISTINCT activity.factory_type_id FROM facilities_factoryactivity AS activity
        WHERE activity.facility_id = best.id ORDER BY activity.factory_type_id
    ) AS types,
    facility.hazard,
    facility.estate_name_th,
    facility.province_code,
    best.reach_m,
    best.seen
FROM best
INNER JOIN facilities_facility AS facility ON facility.id = best.id
LEFT JOIN facilities_factorydetails AS factory ON factory.facility_id = best.id
ORDER BY best.distance_m, best.id
