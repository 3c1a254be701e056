"""Other people's programs read what SQL reads: GDAL's OAPIF driver, ogrinfo, OWSLib."""

import shutil
import subprocess
from datetime import date
from typing import Any

import pytest
from django.contrib.gis.geos import Polygon
from django.db.models import Q
from owslib.ogcapi.features import Features

from facilities.models import Facility, Kind
from geo.coordinates import LonLat
from geo.crs import WGS84
from geo.layers import Viewer, layers_for
from geo.models import Area
from tests.builders_facilities import new_facility, register_all
from tests.builders_geo import an_edition
from tests.ogc.gdal_reader import gdal

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 2_345


@pytest.fixture
def served(live_server: Any) -> str:
    """A country with more facilities than GDAL reads at once."""
    an_edition()
    kinds = (Kind.FACTORY, Kind.FACTORY, Kind.MINE)
    register_all(
        new_facility(
            None if step % 50 == 0 else LonLat(99 + step % 70 / 20, 12 + step // 70 / 20),
            kind=kinds[step % 3],
            name_en=f"Site {step}",
            error_radius_m=None if step % 50 == 0 else step / 7,
        )
        for step in range(MANY)
    )
    return f"{live_server.url}/ogc"


def oapif(served: str, layer: str = "", **options: Any) -> dict[str, Any]:
    """By GDAL's driver for OGC API Features."""
    return gdal(f"OAPIF:{served}", layer, **options)


def test_gdal_lists_the_collections(served: str) -> None:
    assert oapif(served)["layers"] == [layer.name for layer in layers_for(Viewer())]


def test_gdal_reads_every_facility_page_by_page(served: str) -> None:
    found = oapif(served, "facilities")
    assert sorted(found["ids"]) == sorted(Facility.objects.values_list("pk", flat=True))
    assert found["no_place"] == Facility.objects.filter(position=None).count()


def test_gdal_is_told_the_types_of_properties(served: str) -> None:
    types = oapif(served, "facilities")["types"]
    assert (types["error_radius_m"], types["class"], types["registrations"]) == ("float64", "int32", "list(str)")


def test_gdal_reads_true_boundaries(served: str) -> None:
    assert len(oapif(f"{served}/", "areas")["ids"]) == Area.objects.in_force(date.today()).count()


@pytest.mark.parametrize(
    ("where", "wanted"),
    [
        ("kind = 'mine'", Q(kind="mine")),
        ("class = 3 AND error_radius_m > 100.5", Q(error_radius_m__gt=100.5)),
        ("hazard = 0", Q()),
        ("name_en ILIKE 'site 1%' OR NOT (kind = 'mine')", Q(name_en__startswith="Site 1") | ~Q(kind="mine")),
    ],
)
def test_gdal_filters_as_sql_does(served: str, where: str, wanted: Q) -> None:
    box = (100, 12, 101, 13)
    found = oapif(served, "facilities", where=where, bbox=box)
    inside = Facility.objects.filter(wanted, position__intersects=Polygon.from_bbox(box))
    assert sorted(found["ids"]) == sorted(inside.values_list("pk", flat=True))
    assert len(found["ids"]) > 20


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="there is no ogrinfo on this machine")
def test_ogrinfo_lists_and_counts(served: str) -> None:
    listed = subprocess.run(["ogrinfo", f"OAPIF:{served}"], capture_output=True, text=True, check=True).stdout
    assert all(f": {layer.name}" in listed for layer in layers_for(Viewer()))
    command = ["ogrinfo", "-so", f"OAPIF:{served}", "facilities"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert f"Feature Count: {MANY}" in said


def test_owslib_gets_exactly_what_sql_gets(served: str) -> None:
    client = Features(served)
    assert client.feature_collections() == [layer.name for layer in layers_for(Viewer())]
    box, condition = (
        [100, 12.2, 101.5, 13.1],
        "kind = 'mine' AND error_radius_m BETWEEN 50 AND 200 AND class IS NOT NULL",
    )
    answer = client.collection_items("facilities", bbox=box, limit=10_000, filter=condition)
    wanted = Facility.objects.filter(
        position__intersects=Polygon.from_bbox(box), kind="mine", error_radius_m__range=(50, 200)
    )
    assert [feature["id"] for feature in answer["features"]] == list(wanted.order_by("pk").values_list("pk", flat=True))
    assert answer["numberMatched"] == len(answer["features"]) > 20


def test_owslib_asks_with_a_polygon_in_metres(served: str) -> None:
    ring = "600000 1400000, 700000 1400000, 650000 1500000, 600000 1400000"
    query = {"filter": f"S_WITHIN(geometry, POLYGON(({ring})))", "filter-crs": "EPSG:32647", "limit": 10_000}
    answer = Features(served).collection_items("facilities", **query)
    shape = Polygon([tuple(map(float, pair.split())) for pair in ring.split(", ")], srid=32647)
    wanted = Facility.objects.filter(position__within=shape.transform(WGS84, clone=True))
    assert {feature["id"] for feature in answer["features"]} == set(wanted.values_list("pk", flat=True))
