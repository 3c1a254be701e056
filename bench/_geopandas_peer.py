"""geopandas joining places to the nearest facility and to their areas, on plain degrees. Prints its clock as JSON.

Runs in the environment of the peers: python _geopandas_peer.py DATABASE_URL PLACES.npy
"""

import json
import sys
import time
import warnings

import geopandas
import numpy
import psycopg
import shapely

_FACILITIES = """
    SELECT id, ST_AsBinary(coalesce(footprint::geometry, position::geometry)) FROM facilities_facility
    WHERE shape IS NOT NULL AND merged_into_id IS NULL
"""
_AREAS = """
    SELECT code, ST_AsBinary(boundary) FROM geo_area JOIN geo_areaedition edition ON edition.id = edition_id
    WHERE edition.activated_at IS NOT NULL
"""


def main() -> None:
    """Read, join, join."""
    url, file = sys.argv[1:]
    places = numpy.load(file)
    # It warns of distances on degrees, which is what is measured.
    warnings.simplefilter("ignore")
    clock = [time.perf_counter()]
    with psycopg.connect(url) as connection:
        facilities, areas = (_read(connection, query) for query in (_FACILITIES, _AREAS))
    reports = geopandas.GeoDataFrame(geometry=shapely.points(places), crs=4326)
    clock.append(time.perf_counter())
    reports.sjoin_nearest(facilities, distance_col="distance")
    clock.append(time.perf_counter())
    reports.sjoin(areas, predicate="within")
    clock.append(time.perf_counter())
    print(json.dumps(clock))


def _read(connection: "psycopg.Connection[tuple[object, bytes]]", query: str) -> geopandas.GeoDataFrame:
    keys, shapes = zip(*connection.execute(query, binary=True).fetchall(), strict=True)
    return geopandas.GeoDataFrame({"key": keys}, geometry=shapely.from_wkb(shapes), crs=4326)


if __name__ == "__main__":
    main()
