-- How many features stand in each area of a level, by their geometry as this viewer sees it. Features of one place are
-- counted first: where places are blurred there are few of them. A place on a common border belongs to the area with the
-- smallest code. The pieces of the areas (ST_Subdivide) are searched, by the index that begins with their edition.
WITH rows AS (
    {rows}
), places AS (
    SELECT geometry, count(*) AS n FROM rows WHERE geometry IS NOT NULL GROUP BY geometry
)
SELECT found.code, sum(places.n)::bigint AS n
FROM places
CROSS JOIN LATERAL (
    SELECT min(area.code) AS code
    FROM geo_areapart AS part
    JOIN geo_area AS area ON area.id = part.area_id
    WHERE part.edition_id = %(edition)s AND ST_Intersects(part.shape, ST_Transform(places.geometry, 4326))
) AS found
WHERE found.code IS NOT NULL
GROUP BY found.code
