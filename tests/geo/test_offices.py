"""Offices are data; nobody's position is guessed better than it is."""

from datetime import date

import pytest
from django.contrib.gis.geos import Point
from geographiclib.geodesic import Geodesic
from shapely import Point as ShapelyPoint

from geo import offices
from geo.errors import NotFound
from geo.models import Change, Office, PositionMethod
from tests.builders_geo import ACTOR, an_area, an_edition

pytestmark = pytest.mark.django_db


def test_every_province_but_bangkok_has_its_industry_office() -> None:
    offices.load_offices()
    assert Office.objects.filter(kind="pio").count() == 76
    assert not Office.objects.filter(code="pio-10").exists()
    prachin_buri = offices.office("pio-25")
    assert prachin_buri.name_th == "สำนักงานอุตสาหกรรมจังหวัดปราจีนบุรี"
    assert prachin_buri.name_en == "Prachin Buri Provincial Industry Office"


@pytest.mark.parametrize("code", ["diw", "ieat", "dpim", "tisi", "ocsb", "bma"])
def test_the_central_bodies_are_there(code: str) -> None:
    offices.load_offices()
    assert offices.office(code).province_code == "10"


def test_an_unknown_office_is_not_found() -> None:
    with pytest.raises(NotFound):
        offices.office("pio-99")


def test_an_office_nobody_placed_gets_a_radius_that_reaches_the_whole_province() -> None:
    an_edition(an_area("25"))
    offices.load_offices()
    office = offices.office("pio-25")
    corner = Geodesic.WGS84.Inverse(office.position.y, office.position.x, 13, 100)["s12"]
    assert office.position_method == PositionMethod.CENTROID
    assert corner <= office.error_radius_m <= corner + 200


def test_the_point_lies_inside_even_a_hollow_province() -> None:
    ring = an_area("25").boundary.difference(an_area("25", west=100.2, south=13.2, size=0.6).boundary)
    place, _radius = offices.centre(an_area("25", shape=ring).boundary)
    assert ring.contains(ShapelyPoint(place.lon, place.lat))


def test_a_better_edition_moves_the_offices_and_says_so() -> None:
    an_edition(an_area("25"), name="old")
    offices.load_offices()
    an_edition(an_area("25", west=101), name="new", valid_from=date(2020, 1, 1))
    office = offices.office("pio-25")
    assert office.position.x == pytest.approx(101.5)
    assert "new" in office.position_source
    assert Change.objects.filter(action="place_office", subject_id=str(office.pk)).count() == 2


def test_an_office_placed_by_hand_stays() -> None:
    an_edition(an_area("25"))
    offices.load_offices()
    placed = Point(100.25, 13.25, srid=4326)
    Office.objects.filter(code="pio-25").update(position=placed, position_method=PositionMethod.HAND)
    offices.place_by_province(actor=ACTOR)
    assert offices.office("pio-25").position.equals(placed)


def test_loading_again_changes_nothing() -> None:
    an_edition(an_area("25"))
    offices.load_offices()
    before = list(Office.objects.order_by("code").values())
    changes = Change.objects.count()
    offices.load_offices()
    assert list(Office.objects.order_by("code").values()) == before
    assert Change.objects.count() == changes
