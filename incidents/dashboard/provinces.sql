-- What everybody may know: reports by subject and by the province in which the centre of their blurring cell lies, or
-- which is the nearest to it. The exact place plays no part.
WITH cells AS (
    SELECT blurred, category_id AS category, count(*) AS reports
    FROM incidents_report
    WHERE state <> ALL(%(unpublished)s) AND category_id <> ALL(%(restricted)s)
    GROUP BY blurred, category_id
),

places AS (
    SELECT
        place.blurred,
        (
            SELECT area.code
            FROM geo_areapart AS part
            INNER JOIN geo_area AS area ON area.id = part.area_id
            WHERE part.edition_id = %(edition)s
            ORDER BY part.shape <-> st_transform(place.blurred, 4326)
            LIMIT 1
        ) AS province
    FROM (SELECT DISTINCT blurred FROM cells) AS place
)

INSERT INTO incidents_provincecount (province, category, reports)
SELECT places.province, cells.category, sum(cells.reports)
FROM cells
INNER JOIN places USING (blurred)
WHERE places.province IS NOT NULL
GROUP BY places.province, cells.category
