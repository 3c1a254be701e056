-- A fine grid of one tile: the middle of each cell that holds anything, with how many. As in cells.sql, a feature's
-- cell depends on its own position and the zoom alone, and lies in exactly one tile.
WITH counted AS MATERIALIZED (
    SELECT (LEAST(floor((%(half)s - north) / %(cell)s), %(last)s) * %(across)s
            + LEAST(floor((east + %(half)s) / %(cell)s), %(last)s))::bigint AS cell, count(*)::int AS count
    FROM (
        SELECT ST_X(q.geometry) AS east, ST_Y(q.geometry) AS north
        FROM ({rows}) AS q
        WHERE q.geometry && ST_TileEnvelope(%(z)s, %(x)s, %(y)s, margin => 0.001)
        OFFSET 0
    ) AS placed
    GROUP BY 1
), middles AS (
    SELECT count, ST_SetSRID(ST_MakePoint(
            (cell %% %(across)s + 0.5) * %(cell)s - %(half)s, %(half)s - (cell / %(across)s + 0.5) * %(cell)s
        ), 3857) AS middle
    FROM counted
    WHERE cell %% %(across)s / %(cells)s = %(x)s AND cell / %(across)s / %(cells)s = %(y)s
)
SELECT ST_AsMVT(feature, %(layer)s, %(extent)s, 'geom') AS tile
FROM (
    SELECT count, ST_AsMVTGeom(middle, ST_TileEnvelope(%(z)s, %(x)s, %(y)s), %(extent)s, 0) AS geom
    FROM middles
) AS feature
