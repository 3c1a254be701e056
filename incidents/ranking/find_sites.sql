-- The sites that each of some reports may be about, with all that the ranking reads, and the nearest sites, one row per
-- report.
--
-- SQL, because intake can afford one statement here, and because the same text then serves one report and a hundred
-- thousand. Of the sites the index yields first (by distance on the sphere, within 0.6 %% of the ellipsoid's) those
-- within reach count, and of these the ones of the greatest crude density at the place: hundreds that share one
-- centroid must not crowd out those whose place is known. The nearest are asked of the same search, because walking the
-- index again costs as much as everything said of a site; facilities.nearest says when they are proven. JSON, because
-- one value travels and is read ten times as fast as sixty rows with arrays in them. Registered causes are not joined:
-- processes keep them, by their version.
WITH asked AS MATERIALIZED (
    SELECT
        asked.n,
        asked.category,
        asked.at,
        asked.apart_from,
        coalesce(asked.error_m, %(unstated_m)s) AS error_m,
        category.noticed_within_m,
        ST_SetSRID(ST_MakePoint(asked.lon, asked.lat), 4326) AS point,
        ST_SetSRID(ST_MakePoint(asked.lon, asked.lat), 4326)::geography AS place
    FROM jsonb_to_recordset(%(asked)s::jsonb) AS asked (
        n int, lon float8, lat float8, error_m float8, category text, at timestamptz, apart_from bigint
    )
    INNER JOIN incidents_category AS category ON category.code = asked.category
    -- Says nothing new; but without it the planner expects a hundred, and compiles what runs for a millisecond.
    LIMIT %(count)s
)

SELECT
    asked.n,
    asked.noticed_within_m,
    (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM version_of_causes) AS causes,
    wind.reading::text AS wind,
    found.sites::text,
    found.reach_m,
    found.seen
FROM asked
LEFT JOIN LATERAL (
    SELECT
        json_build_array(
            reading.from_degrees, reading.speed_ms, reading.source,
            extract(epoch FROM asked.at - reading.observed_at), ST_Distance(reading.position::geography, asked.place)
        ) AS reading
    FROM incidents_windreading AS reading
    WHERE
        reading.observed_at BETWEEN asked.at - interval '3 hours' AND asked.at + interval '1 hour'
        AND reading.position && ST_Expand(asked.point, 0.5)
    ORDER BY
        abs(extract(epoch FROM asked.at - reading.observed_at)) / 3600
        + ST_Distance(reading.position::geography, asked.place) / 20000
    LIMIT 1
) AS wind ON TRUE
-- Its lines run the way the water flows, so what lies at a smaller part of the line lies upstream.
LEFT JOIN LATERAL (
    SELECT
        part.geom AS line,
        ST_LineLocatePoint(part.geom, asked.point) AS at_part,
        ST_Length(part.geom::geography) AS length_m
    FROM incidents_watercourse AS course
    CROSS JOIN LATERAL ST_Dump(course.line) AS part
    WHERE
        asked.category = 'wastewater'
        AND course.line && ST_Expand(asked.point, 0.02)
        AND ST_DWithin(part.geom::geography, asked.place, 300 + least(asked.error_m, 500))
    ORDER BY ST_Distance(part.geom::geography, asked.place)
    LIMIT 1
) AS stream ON TRUE
CROSS JOIN LATERAL (
    WITH candidate AS MATERIALIZED (
        SELECT
            id,
            status,
            shape <-> asked.place AS sphere_m,
            ST_Distance(shape, asked.place) AS distance_m,
            coalesce(error_radius_m, %(unstated_site_m)s) AS error_m
        FROM facilities_facility
        WHERE
            shape IS NOT NULL AND merged_into_id IS NULL AND kind <> ALL(%(without)s)
            -- The suspected site that was entered for a report is no source of that same report.
            AND (
                kind <> 'suspected' OR source <> %(founded)s
                OR source_key IS DISTINCT FROM 'report-' || asked.apart_from
            )
        ORDER BY shape <-> asked.place
        LIMIT %(seen)s
    ),

    near AS (
        SELECT id, row_number() OVER (ORDER BY distance_m, id) AS number
        FROM candidate
        ORDER BY distance_m, id
        LIMIT %(wanted)s
    ),

    likely AS (
        SELECT
            candidate.id,
            ln(spread.variance) + 2 * ln(1 + candidate.distance_m ^ 2 / (2 * spread.variance))
            + CASE WHEN candidate.status = 'struck_off' THEN 1 ELSE 0 END AS thinness
        FROM candidate
        CROSS JOIN LATERAL (
            SELECT (asked.error_m ^ 2 + candidate.error_m ^ 2) / 2 + (asked.noticed_within_m / 10.0) ^ 2 AS variance
        ) AS spread
        WHERE
            candidate.distance_m
            <= asked.noticed_within_m + 2 * (asked.error_m + least(candidate.error_m, %(roughest_m)s))
        ORDER BY thinness, candidate.id
        LIMIT %(most)s
    )

    SELECT
        (SELECT max(sphere_m) FROM candidate) AS reach_m,
        (SELECT count(*) FROM candidate) AS seen,
        json_agg(
            json_build_array(
                facility.id, facility.kind, facility.status, facility.name_th, facility.name_en, facility.operator_th,
                split_part(facility.search_text, E'\n', 1), facility.estate_name_th, facility.province_code,
                facility.hazard, candidate.distance_m, facility.error_radius_m,
                ST_X(facility.position), ST_Y(facility.position), factory.factory_class,
                (
                    SELECT json_agg(licence.number ORDER BY licence.id)
                    FROM facilities_licence AS licence WHERE licence.facility_id = candidate.id
                ),
                (
                    SELECT json_agg(DISTINCT activity.factory_type_id * 100 + coalesce(activity.sub_item, 0))
                    FROM facilities_factoryactivity AS activity WHERE activity.facility_id = candidate.id
                ),
                (
                    SELECT count(*)
                    FROM incidents_attribution AS said
                    INNER JOIN incidents_report AS report ON report.id = said.report_id
                    WHERE
                        said.confirmed_id = candidate.id AND report.category_id = asked.category
                        AND said.report_id IS DISTINCT FROM asked.apart_from
                ),
                CASE
                    WHEN
                        stream.line IS NOT NULL AND facility.position IS NOT NULL
                        AND ST_DWithin(
                            stream.line::geography, facility.shape,
                            300 + least(coalesce(facility.error_radius_m, %(unstated_site_m)s), 500)
                        )
                        THEN
                            (stream.at_part - ST_LineLocatePoint(stream.line, facility.position)) * stream.length_m
                END,
                likely.thinness IS NOT NULL, near.number
            ) ORDER BY likely.thinness, candidate.id
        ) AS sites
    FROM candidate
    LEFT JOIN likely ON likely.id = candidate.id
    LEFT JOIN near ON near.id = candidate.id
    INNER JOIN facilities_facility AS facility ON facility.id = candidate.id
    LEFT JOIN facilities_factorydetails AS factory ON factory.facility_id = candidate.id
    WHERE likely.id IS NOT NULL OR near.id IS NOT NULL
) AS found
ORDER BY asked.n
