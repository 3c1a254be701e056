-- Sites whose position may be off by more than half a kilometre, or is only the middle of an area.
SELECT facility_id, jsonb_build_object('method', position_method, 'radius_m', error_radius_m) AS detail
FROM quality_scope
WHERE approximate AND position IS NOT NULL
