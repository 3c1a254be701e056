-- Lines of one tile. Those alike in every field become one feature, joined where they meet: a road comes in as many
-- pieces as it has crossings, and each would carry its own name and its own dashes.
SELECT ST_AsMVT(feature, %(layer)s, %(extent)s, 'geom', 'id') AS tile
FROM (
    SELECT min(q.id) AS id{fields}, ST_LineMerge(ST_CollectionExtract(ST_Collect(q.geom), 2)) AS geom
    FROM (
        SELECT 1 AS every, q.id{fields},
            ST_AsMVTGeom(q.geometry, ST_TileEnvelope(%(z)s, %(x)s, %(y)s), %(extent)s, %(buffer)s) AS geom
        FROM ({rows}) AS q
        WHERE q.geometry && ST_TileEnvelope(%(z)s, %(x)s, %(y)s, margin => %(buffer)s / %(extent)s::float)
    ) AS q
    WHERE q.geom IS NOT NULL
    GROUP BY q.every{fields}
) AS feature
