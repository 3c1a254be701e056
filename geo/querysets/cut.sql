-- Cuts every area of an edition into parts of at most 96 vertices. Raw SQL because polygons need not travel to
-- Python and back. Edges are cut to 0.02 degrees before (the lines themselves) and after (the new cut lines): see
-- the docstring of AreaPart.
INSERT INTO geo_areapart (area_id, edition_id, shape)
SELECT area.id, area.edition_id, ST_Segmentize(ST_Subdivide(ST_Segmentize(area.boundary, 0.02), 96), 0.02)
FROM geo_area area
WHERE area.edition_id = %(edition)s
