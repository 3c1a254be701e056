-- Which of these tiles hold anything of the layer. One look into the index for each, whatever lies in it.
SELECT tile.x, tile.y
FROM unnest(%(xs)s::int[], %(ys)s::int[]) AS tile (x, y)
WHERE EXISTS (
    SELECT 1 FROM ({rows}) AS q
    WHERE q.geometry && ST_TileEnvelope(%(z)s, tile.x, tile.y, margin => %(margin)s)
)
