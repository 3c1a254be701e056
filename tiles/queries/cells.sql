-- Aggregates of one tile. A feature's cell is computed from its own position and the zoom alone, never from the
-- tile that asks, and is half open: so each feature is in exactly one cell and each cell in exactly one tile, also
-- for a feature that lies on an edge. The envelope only narrows the search, and is a little wider for that reason.
WITH placed AS MATERIALIZED (
    -- Materialised because the planner knows nothing about such a table and then hashes; it believes positions to
    -- be all different, and would sort tens of thousands of rows.
    SELECT id{keys}, east, north, col, row
    FROM (
        SELECT q.*, ST_X(q.geometry) AS east, ST_Y(q.geometry) AS north,
            LEAST(floor((ST_X(q.geometry) + %(half)s) / %(cell)s), %(last)s)::int AS col,
            LEAST(floor((%(half)s - ST_Y(q.geometry)) / %(cell)s), %(last)s)::int AS row
        FROM ({rows}) AS q
        WHERE q.geometry && ST_TileEnvelope(%(z)s, %(x)s, %(y)s, margin => 0.001)
    ) AS found
    WHERE col / %(cells)s = %(x)s AND row / %(cells)s = %(y)s
), groups AS (
    SELECT col, row{keys}, count(*) AS n, min(id) AS id, sum(east) AS east, sum(north) AS north,
        min(east) AS west_m, min(north) AS south_m, max(east) AS east_m, max(north) AS north_m
    FROM placed
    GROUP BY col, row{keys}
), cells AS (
    SELECT col, row, sum(n)::int AS n, min(id) AS id,
        ST_SetSRID(ST_MakePoint(sum(east) / sum(n), sum(north) / sum(n)), 3857) AS middle,
        ST_Transform(ST_MakeEnvelope(min(west_m), min(south_m), max(east_m), max(north_m), 3857), 4326) AS box
    FROM groups
    GROUP BY col, row
), tallies AS (
    SELECT col, row, jsonb_object_agg(key, n) AS tally
    FROM ({tallies}) AS counted
    GROUP BY col, row
), features AS (
    SELECT q.id{fields}, NULL::int AS count, NULL::text AS bbox, NULL::jsonb AS tally,
        ST_AsMVTGeom(q.geometry, ST_TileEnvelope(%(z)s, %(x)s, %(y)s), %(extent)s, %(buffer)s) AS geom
    FROM cells
    JOIN ({rows}) AS q ON q.id = cells.id
    WHERE cells.n = 1
    UNION ALL
    SELECT NULL{nulls}, n, concat_ws(',', round(ST_XMin(box)::numeric, 5), round(ST_YMin(box)::numeric, 5),
            round(ST_XMax(box)::numeric, 5), round(ST_YMax(box)::numeric, 5)), tally,
        ST_AsMVTGeom(middle, ST_TileEnvelope(%(z)s, %(x)s, %(y)s), %(extent)s, %(buffer)s)
    FROM cells
    LEFT JOIN tallies USING (col, row)
    WHERE n > 1
)
SELECT ST_AsMVT(feature, %(layer)s, %(extent)s, 'geom', 'id') AS tile
FROM (SELECT * FROM features WHERE geom IS NOT NULL) AS feature
