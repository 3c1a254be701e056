-- Aggregates of one tile. A feature's cell is computed from its own position and the zoom alone, never from the
-- tile that asks, and is half open: so each feature is in exactly one cell and each cell in exactly one tile, also
-- for a feature that lies on an edge. The envelope only narrows the search, and is a little wider for that reason;
-- what it brings of the neighbours' cells goes once the rows are counted, when there are few.
WITH counted AS MATERIALIZED (
    -- One number per cell and not a column and a row: of two unknown keys the planner expects as many groups as rows,
    -- and would sort them.
    SELECT (LEAST(floor((%(half)s - north) / %(cell)s), %(last)s) * %(across)s
            + LEAST(floor((east + %(half)s) / %(cell)s), %(last)s))::bigint AS cell{keys},
        count(*) AS n, min(id) AS id, sum(east) AS east, sum(north) AS north,
        min(east) AS west_m, min(north) AS south_m, max(east) AS east_m, max(north) AS north_m
    FROM (
        -- OFFSET 0: each coordinate is taken out of the geometry once, and each column worked out once, not in every
        -- sum above. All that is read here lies in the index of the place.
        SELECT q.id{row_keys}, ST_X(q.geometry) AS east, ST_Y(q.geometry) AS north
        FROM ({rows}) AS q
        WHERE q.geometry && ST_TileEnvelope(%(z)s, %(x)s, %(y)s, margin => 0.001)
        OFFSET 0
    ) AS placed
    GROUP BY 1{keys}
), groups AS (
    SELECT * FROM counted
    WHERE cell %% %(across)s / %(cells)s = %(x)s AND cell / %(across)s / %(cells)s = %(y)s
), cells AS (
    SELECT cell, sum(n)::int AS n, min(id) AS id, {worst} AS worst,
        ST_SetSRID(ST_MakePoint(sum(east) / sum(n), sum(north) / sum(n)), 3857) AS middle,
        ST_Transform(ST_MakeEnvelope(min(west_m), min(south_m), max(east_m), max(north_m), 3857), 4326) AS box
    FROM groups
    GROUP BY cell
), tallies AS (
    SELECT cell, jsonb_object_agg(key, n) AS tally
    FROM ({tallies}) AS counted_by_value
    GROUP BY cell
), features AS (
    SELECT q.id{fields}, NULL::int AS count, NULL::text AS worst, NULL::text AS bbox, NULL::jsonb AS tally,
        ST_AsMVTGeom(q.geometry, ST_TileEnvelope(%(z)s, %(x)s, %(y)s), %(extent)s, %(buffer)s) AS geom
    FROM cells
    JOIN ({rows}) AS q ON q.id = cells.id
    WHERE cells.n = 1
    UNION ALL
    SELECT NULL{nulls}, n, worst, concat_ws(',', round(ST_XMin(box)::numeric, 5), round(ST_YMin(box)::numeric, 5),
            round(ST_XMax(box)::numeric, 5), round(ST_YMax(box)::numeric, 5)), tally,
        ST_AsMVTGeom(middle, ST_TileEnvelope(%(z)s, %(x)s, %(y)s), %(extent)s, %(buffer)s)
    FROM cells
    LEFT JOIN tallies USING (cell)
    WHERE n > 1
)
SELECT ST_AsMVT(feature, %(layer)s, %(extent)s, 'geom', 'id') AS tile
FROM (SELECT * FROM features WHERE geom IS NOT NULL) AS feature
