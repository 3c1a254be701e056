-- Sites that are on no map.
SELECT facility_id, '{}'::jsonb AS detail
FROM quality_scope
WHERE position IS NULL AND NOT has_footprint
