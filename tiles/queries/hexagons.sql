-- Hexagons of one tile, with how many features are in each. Their middles are two rectangular grids, one set half a
-- step off the other both ways, that begin at the origin of Web Mercator; a feature belongs to the nearest middle. So a
-- hexagon is the same, and counts the same, in each of the tiles it reaches into: the search is wider by a whole one.
-- Its number tells it in all of them.
WITH placed AS (
    SELECT ST_X(q.geometry) AS east, ST_Y(q.geometry) AS north
    FROM ({rows}) AS q
    WHERE q.geometry && ST_TileEnvelope(%(z)s, %(x)s, %(y)s, margin => %(margin)s)
    OFFSET 0
), lattices AS (
    SELECT east, north, round(east / %(wide)s) AS even_col, round(north / %(high)s) AS even_row,
        floor(east / %(wide)s) AS odd_col, floor(north / %(high)s) AS odd_row
    FROM placed
    OFFSET 0
), counted AS MATERIALIZED (
    SELECT CASE
            WHEN (east - even_col * %(wide)s) ^ 2 + (north - even_row * %(high)s) ^ 2
                <= (east - (odd_col + 0.5) * %(wide)s) ^ 2 + (north - (odd_row + 0.5) * %(high)s) ^ 2
            THEN (even_row * 2 + %(middle)s) * %(span)s + even_col + %(middle)s
            ELSE (odd_row * 2 + 1 + %(middle)s) * %(span)s + odd_col + %(middle)s
        END::bigint AS id, count(*)::int AS count
    FROM lattices
    GROUP BY 1
), places AS (
    SELECT id, count, id / %(span)s - %(middle)s AS line, id %% %(span)s - %(middle)s AS col
    FROM counted
)
SELECT ST_AsMVT(feature, %(layer)s, %(extent)s, 'geom', 'id') AS tile
FROM (
    SELECT id, count, ST_AsMVTGeom(
            ST_Translate(
                ST_GeomFromText(%(hexagon)s, 3857),
                (col + (line & 1) * 0.5) * %(wide)s,
                line * 0.5 * %(high)s
            ), ST_TileEnvelope(%(z)s, %(x)s, %(y)s), %(extent)s, %(buffer)s
        ) AS geom
    FROM places
) AS feature
WHERE geom IS NOT NULL
