-- Sites that stand on exactly one point with others. Centres of areas are shared by nature: they are `approximate`.
SELECT
    own.facility_id,
    jsonb_build_object('others', twin.others, 'lon', ST_X(own.position), 'lat', ST_Y(own.position)) AS detail
FROM quality_scope AS own
CROSS JOIN LATERAL (
    SELECT count(*) AS others
    FROM facilities_facility AS other
    WHERE other.position ~= own.position
      AND other.id <> own.facility_id
      AND other.merged_into_id IS NULL
      AND other.position_method NOT IN ('centroid', 'geocoded')
) AS twin
WHERE own.position IS NOT NULL
  AND own.position_method NOT IN ('centroid', 'geocoded')
  AND twin.others > 0
