"""Estates, zones and parks: loading, drawing, the layer, the pages, the search box."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon
from django.test import Client

from facilities.estates.finder import find
from facilities.estates.occupants import occupants
from facilities.estates.operations import draw_boundary, put_estates
from facilities.estates.reference import IEAT, load_estates
from facilities.models import Estate, EstateKind, PointQuality
from facilities.new_estate import NewEstate
from facilities.new_facility import NewLicence
from geo.coordinates import LonLat
from geo.errors import BadInput
from geo.layers import Viewer, layer_for
from geo.models import Change
from tests.builders_facilities import HERE, TESTER, new_facility, register_all, square
from tests.builders_tiles import features, tile_of

pytestmark = pytest.mark.django_db
GROUND = square(HERE, 0.01)


def new_estate(**changes: Any) -> NewEstate:
    """An IEAT estate with a point of its own."""
    values = {"kind": EstateKind.ESTATE, "source": "test", "source_key": "1", "name_th": "นิคมอุตสาหกรรมทดสอบ",
              "name_en": "Test Industrial Estate", "province_code": "25", "point": HERE,
              "point_quality": PointQuality.OWN}  # fmt: skip
    return NewEstate(**{**values, **changes})


def stored(**changes: Any) -> Estate:
    """The same in the database."""
    put_estates([new_estate(**changes)], actor=TESTER, reason="a test")
    return Estate.objects.get(source="test", source_key=changes.get("source_key", "1"))


def drawn(estate: Estate) -> Estate:
    """With the ground that an officer drew."""
    return draw_boundary(estate, GEOSGeometry(GROUND.wkt, srid=4326), actor=TESTER, reason="ประกาศ")


def test_the_reference_data_says_what_each_point_is_worth() -> None:
    assert load_estates() == 81
    ieat = Estate.objects.filter(source=IEAT)
    assert ieat.filter(point_quality=PointQuality.OWN).count() == 37
    assert ieat.exclude(point_quality=PointQuality.OWN).count() == 33
    assert not Estate.objects.filter(boundary__isnull=False).exists()
    assert not Estate.objects.exclude(source=IEAT).filter(point__isnull=False).exists()


def test_loading_the_reference_data_again_changes_nothing() -> None:
    load_estates()
    drawn(Estate.objects.order_by("pk")[0])
    before = list(Estate.objects.order_by("pk").values())
    assert load_estates() == 81
    assert list(Estate.objects.order_by("pk").values()) == before


def test_a_load_counts_what_it_did_and_records_it() -> None:
    put = [put_estates([new_estate(name_th=name)], actor=TESTER, reason="x") for name in ("ก", "ข", "ข")]
    assert [(one.new, one.changed, one.unchanged) for one in put] == [(1, 0, 0), (0, 1, 0), (0, 0, 1)]
    changes = Change.objects.filter(subject_type="facilities.estate").order_by("pk")
    assert [change.action for change in changes] == ["estate.entered", "estate.updated"]
    assert (changes[1].before["name_th"], changes[1].after["name_th"]) == ("ก", "ข")


def test_a_load_without_a_boundary_takes_none_away() -> None:
    stored(boundary=GROUND)
    assert stored(name_th="ชื่อใหม่").boundary is not None


def test_no_load_moves_what_an_officer_drew() -> None:
    drawn(stored())
    after = stored(boundary=square(LonLat(100.0, 15.0), 0.01), name_th="ชื่อใหม่")
    assert (after.name_th, after.drawn_by_hand) == ("ชื่อใหม่", True)
    assert after.boundary.contains(after.point)


@pytest.mark.parametrize(
    ("shape", "reason"),
    [("POINT(101 13)", "x"), ("POLYGON((0 0,1 1,1 0,0 1,0 0))", "x"), ("POLYGON((0 0,1 0,1 1,0 0))", " ")],
)
def test_a_drawn_boundary_is_valid_polygons_with_a_reason(shape: str, reason: str) -> None:
    with pytest.raises(BadInput):
        draw_boundary(stored(), GEOSGeometry(shape, srid=4326), actor=TESTER, reason=reason)


def test_a_tile_holds_the_outline_and_a_sign_for_it() -> None:
    drawn(stored())
    tile = tile_of(HERE, 12)
    (outline,) = features("estates", tile)
    (sign,) = features("estates", tile, part="estates_label")
    assert outline["geometry"]["type"] == "Polygon"
    assert (sign["geometry"]["type"], sign["properties"]["only_a_point"]) == ("Point", False)


def test_a_point_in_a_tile_says_that_it_is_only_a_point() -> None:
    stored(point_quality=PointQuality.SHARED)
    (sign,) = features("estates", tile_of(HERE, 12), part="estates_label")
    assert (sign["properties"]["only_a_point"], sign["properties"]["point_quality"]) == (True, "shared")


def test_the_features_hold_estates_without_a_place_too() -> None:
    stored(point=None, point_quality=PointQuality.NONE)
    layer = layer_for(Viewer(), "estates")
    (row,) = layer.features(Viewer())
    assert set(row) == {"id", "geometry", *(known.name for known in layer.properties)}
    assert (row["geometry"], row["only_a_point"]) == (None, True)


def test_occupants_are_told_by_name_by_number_and_by_ground() -> None:
    name = "นิคมอุตสาหกรรมทดสอบ"
    far = LonLat(101.9, 13.8)
    register_all(
        [
            new_facility(estate_name_th=name, licences=(NewLicence("น.47(3)-1/2548-นทส."),)),
            new_facility(far, estate_name_th=name),
            new_facility(),
            new_facility(far),
        ]
    )
    told = occupants(drawn(stored()))
    assert (told.stating, told.misnumbered, told.inside, told.stray, told.silent) == (2, 1, 2, 1, 1)


def test_nothing_is_said_to_lie_inside_a_mere_point() -> None:
    register_all([new_facility()])
    told = occupants(stored())
    assert (told.stating, told.inside, told.stray, told.silent) == (0, None, None, None)


@pytest.mark.parametrize(
    ("kind", "province", "says"),
    [
        (EstateKind.ESTATE, "25", "การนิคมอุตสาหกรรมแห่งประเทศไทย (กนอ.)"),
        (EstateKind.ZONE, "21", "สำนักงานอุตสาหกรรมจังหวัด"),
        (EstateKind.PARK, "10", "กรมโรงงานอุตสาหกรรม"),
    ],
)
def test_the_page_says_who_regulates(client: Client, kind: EstateKind, province: str, says: str) -> None:
    estate = stored(kind=kind, province_code=province)
    page = client.get(f"/facilities/estates/{estate.pk}/").content.decode()
    assert says in page
    assert "ไม่ใช้จุดนี้ตัดสินว่าหน่วยงานใดมีอำนาจ" in page


def test_the_list_and_the_panel_open(client: Client) -> None:
    estate = drawn(stored())
    register_all([new_facility(estate_name_th=estate.name_th)])
    assert "ทราบขอบเขต" in client.get("/facilities/estates/").content.decode()
    assert "MultiPolygon" in client.get(f"/facilities/estates/{estate.pk}/panel/").content.decode()
    assert client.get("/facilities/estates/99999999999999999999/").status_code == 404


@pytest.mark.parametrize("typed", ["ทดสอบ", "นิคมอุตสาหกรรมทดสอบ", "test ind"])
def test_the_search_box_finds_an_estate(typed: str) -> None:
    estate = stored()
    (hit,) = find(typed, Viewer(), 5)
    assert (hit.kind, hit.url, hit.layer) == ("estate", f"/facilities/estates/{estate.pk}/", "estates")
    assert hit.score > 0.8


def test_an_officer_draws_in_the_administration(client: Client) -> None:
    client.force_login(User.objects.create_superuser("steward"))
    estate = stored()
    address = f"/admin/facilities/estate/{estate.pk}/change/"
    shape = MultiPolygon(GEOSGeometry(GROUND.wkt, srid=4326)).geojson
    assert client.get(address).status_code == 200
    assert client.post(address, {"boundary": shape, "reason": ""}).status_code == 200
    assert client.post(address, {"boundary": shape, "reason": "ประกาศ"}).status_code == 302
    change = Change.objects.get(action="estate.drawn")
    assert (change.actor_label, change.reason, Estate.objects.get().drawn_by_hand) == ("steward", "ประกาศ", True)
