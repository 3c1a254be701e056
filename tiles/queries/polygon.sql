-- Polygons of one tile, and beside them a layer `<name>_label` with one point per polygon: a renderer that sees
-- only the piece inside its tile cannot know where the middle of the whole is.
WITH found AS MATERIALIZED (
    SELECT q.id{fields}, q.geometry
    FROM ({rows}) AS q
    WHERE q.geometry && ST_TileEnvelope(%(z)s, %(x)s, %(y)s, margin => %(buffer)s / %(extent)s::float)
), shapes AS (
    SELECT q.id{fields}, ST_AsMVTGeom(q.geometry, ST_TileEnvelope(%(z)s, %(x)s, %(y)s), %(extent)s, %(buffer)s) AS geom
    FROM found AS q
), middles AS (
    SELECT q.id{fields}, CASE
        WHEN ST_Intersects(q.geometry, ST_Centroid(q.geometry)) THEN ST_Centroid(q.geometry)
        ELSE ST_PointOnSurface(q.geometry)
    END AS middle
    FROM found AS q
), labels AS (
    SELECT q.id{fields}, ST_AsMVTGeom(q.middle, ST_TileEnvelope(%(z)s, %(x)s, %(y)s), %(extent)s, 0) AS geom
    FROM middles AS q
    WHERE q.middle && ST_TileEnvelope(%(z)s, %(x)s, %(y)s)
)
SELECT COALESCE((SELECT ST_AsMVT(s, %(layer)s, %(extent)s, 'geom', 'id') FROM shapes AS s WHERE geom IS NOT NULL), '')
    || COALESCE((SELECT ST_AsMVT(l, %(layer)s || '_label', %(extent)s, 'geom', 'id') FROM labels AS l WHERE geom IS NOT NULL), '')
    AS tile
