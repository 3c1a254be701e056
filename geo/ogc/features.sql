-- One feature a row: its id, and itself as GeoJSON. The layer's own queryset stands inside, so that what a viewer may
-- see is decided there. A composite row keeps the order of the properties, and is written without blanks.
SELECT q.id,
    concat(
        '{{"type":"Feature","id":', q.id,
        ',"geometry":', coalesce(ST_AsGeoJSON({shape}, %s, 0), 'null'),
        ',"properties":', (SELECT row_to_json(p) FROM (SELECT {columns}) AS p),
        '}}'
    )
FROM ({rows}) AS q
ORDER BY q.id
