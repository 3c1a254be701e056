-- Sites that stand on exactly one point with others; the scope holds all that stand on the points it holds.
-- Centres of areas are shared by nature: they are `approximate`.
WITH standing AS (
    SELECT facility_id, position, count(*) OVER (PARTITION BY position) - 1 AS others
    FROM quality_scope
    WHERE position IS NOT NULL AND position_method NOT IN ('centroid', 'geocoded')
)

SELECT facility_id, jsonb_build_object('others', others, 'lon', ST_X(position), 'lat', ST_Y(position)) AS detail
FROM standing
WHERE others > 0
