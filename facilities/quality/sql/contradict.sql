-- Sites of which the sources, or a number and the register, say different things.
--
-- Statuses are compared between sources within one licence: two licences of one site may well differ.
-- A class is written in the number itself (the digit before the first hyphen), a province in the 14-digit number.
-- A register of one source contradicts no other: that is asked once, before any record is read.
WITH several AS MATERIALIZED (
    SELECT record.facility_id
    FROM facilities_sourcerecord AS record
    INNER JOIN quality_scope AS site ON site.facility_id = record.facility_id
    WHERE record.missing_since IS NULL
      AND (SELECT min(source) <> max(source) FROM facilities_sourcerecord)
    GROUP BY record.facility_id
    HAVING min(record.source) <> max(record.source)
),

status AS (
    SELECT record.facility_id, jsonb_object_agg(record.source, record.status) AS said
    FROM facilities_sourcerecord AS record
    INNER JOIN several ON several.facility_id = record.facility_id
    WHERE record.missing_since IS NULL AND record.status NOT IN ('', 'unknown')
    GROUP BY record.facility_id, record.licence_id
    HAVING count(DISTINCT record.source) > 1 AND count(DISTINCT record.status) > 1
),

class AS (
    SELECT
        licence.facility_id,
        jsonb_build_object(
            'number', min(substring(licence.canonical FROM '^[ก-ฮ]?([123])-')::int), 'register', min(licence.factory_class)
        ) AS said
    FROM facilities_licence AS licence
    INNER JOIN quality_scope AS site ON site.facility_id = licence.facility_id
    WHERE licence.form = 'old'
      AND licence.factory_class <> substring(licence.canonical FROM '^[ก-ฮ]?([123])-')::int
    GROUP BY licence.facility_id
),

province AS (
    SELECT
        licence.facility_id,
        jsonb_build_object('number', min(substr(licence.fourteen, 3, 2)), 'register', min(left(site.code, 2))) AS said
    FROM facilities_licence AS licence
    INNER JOIN quality_scope AS site ON site.facility_id = licence.facility_id
    WHERE licence.fourteen <> '' AND site.code <> '' AND substr(licence.fourteen, 3, 2) <> left(site.code, 2)
    GROUP BY licence.facility_id
),

spelled AS (
    SELECT
        record.facility_id,
        record.licence_id,
        record.source,
        (record.raw->>'LNG')::float8 AS lon,
        (record.raw->>'LAT')::float8 AS lat
    FROM facilities_sourcerecord AS record
    INNER JOIN several ON several.facility_id = record.facility_id
    WHERE record.missing_since IS NULL
      AND record.raw->>'LNG' ~ '^1?\d{2}\.\d{2,15}$'
      AND record.raw->>'LAT' ~ '^\d{1,2}\.\d{2,15}$'
),

placed AS (
    SELECT facility_id, licence_id, source, ST_SetSRID(ST_MakePoint(lon, lat), 4326)::geography AS place
    FROM spelled
    WHERE lon BETWEEN 97.3 AND 105.7 AND lat BETWEEN 5.6 AND 20.5
),

-- Gathered by licence before they are paired: nobody can guess how few pass the tests above, and a plan for one row
-- would compare each record with each.
held AS MATERIALIZED (
    SELECT facility_id, array_agg(source) AS sources, array_agg(place) AS places
    FROM placed
    GROUP BY facility_id, licence_id
    HAVING min(source) <> max(source)
),

position AS (
    SELECT
        held.facility_id,
        jsonb_build_object('metres', round(max(ST_Distance(one.place, other.place)))::int) AS said
    FROM held
    CROSS JOIN LATERAL unnest(held.sources, held.places) AS one (source, place)
    CROSS JOIN LATERAL unnest(held.sources, held.places) AS other (source, place)
    WHERE other.source > one.source
    GROUP BY held.facility_id
    HAVING max(ST_Distance(one.place, other.place)) > 500
),

said AS (
    SELECT facility_id, 'status' AS what, said FROM status
    UNION ALL
    SELECT facility_id, 'class', said FROM class
    UNION ALL
    SELECT facility_id, 'province', said FROM province
    UNION ALL
    SELECT facility_id, 'position', said FROM position
)

SELECT facility_id, jsonb_object_agg(what, said) AS detail
FROM said
GROUP BY facility_id
