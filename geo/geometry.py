"""Between shapely, which reads and repairs geometry, and GeoDjango, which stores it."""

import shapely
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon, Polygon


def multipolygon(shape: shapely.Geometry, srid: int) -> MultiPolygon:
    """A shapely polygon or multipolygon as GeoDjango stores it: always multi, with its SRID."""
    geometry = GEOSGeometry(memoryview(shape.wkb), srid=srid)
    if isinstance(geometry, MultiPolygon):
        return geometry
    if isinstance(geometry, Polygon):
        return MultiPolygon(geometry, srid=srid)
    raise TypeError(f"areas are polygons; this is a {geometry.geom_type}")
