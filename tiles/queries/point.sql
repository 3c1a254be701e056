-- Single features of one tile. The filter takes the buffer with it, so that a symbol near an edge is in both
-- tiles; it transforms the tile and not the column, so that the column's index is used.
SELECT ST_AsMVT(feature, %(layer)s, %(extent)s, 'geom', 'id') AS tile
FROM (
    SELECT q.id{fields}, ST_AsMVTGeom(q.geometry, ST_TileEnvelope(%(z)s, %(x)s, %(y)s), %(extent)s, %(buffer)s) AS geom
    FROM ({rows}) AS q
    WHERE q.geometry && ST_TileEnvelope(%(z)s, %(x)s, %(y)s, margin => %(buffer)s / %(extent)s::float)
) AS feature
WHERE geom IS NOT NULL
