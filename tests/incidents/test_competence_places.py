"""What the ground says of who is competent: polygons of estates, concessions, towns; editions of borders; the sea."""

from datetime import date
from typing import Any

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon
from shapely.geometry import box

from facilities.models import Estate, EstateKind, Kind, PointQuality
from geo.coordinates import LonLat
from geo.models import LocalGovernment, Office
from incidents.attribution import Assessment, assess
from incidents.competence import Role
from incidents.competence.seed import load_rules
from tests.builders_geo import an_area, an_edition
from tests.builders_incidents import BANGKOK, NOW, PRACHIN_BURI, a_factory

pytestmark = pytest.mark.django_db

TODAY = NOW.date()


@pytest.fixture
def ground(country: None) -> None:
    """The small country of the builders."""


def square(west: float, south: float, size: float = 0.2) -> MultiPolygon:
    """Its south-west corner there."""
    return MultiPolygon(Polygon.from_bbox((west, south, west + size, south + size)), srid=4326)


def an_estate(kind: EstateKind = EstateKind.ESTATE, **changes: Any) -> Estate:
    """An estate around the middle of Prachin Buri."""
    values = {"boundary": square(101.4, 13.4), "name_th": "นิคมทดสอบ", "name_en": "Test Estate"}
    return Estate.objects.create(kind=kind, source="test", source_key="1", **{**values, **changes})


def a_local(kind: str = "municipality", west: float = 101.4, **changes: Any) -> LocalGovernment:
    """A town around the same place, with its office."""
    values = {"code": "25001", "name_th": "เทศบาลเมืองทดสอบ", "province_code": "25", "source": "test"}
    Office.objects.create(code="lg-25001", kind="local", name_th="เทศบาลเมืองทดสอบ", name_en="Test Town")
    return LocalGovernment.objects.create(kind=kind, boundary=square(west, 13.4), **{**values, **changes})


def asked(place: LonLat = PRACHIN_BURI, category: str = "odour", on: date = TODAY) -> Assessment:
    """A smell there, today."""
    return assess(place, on=on, category=category)


@pytest.mark.usefixtures("ground")
@pytest.mark.parametrize(
    ("kind", "lead", "rule"),
    [
        (EstateKind.ESTATE, "ieat", "estate-ground"),
        (EstateKind.ZONE, "pio-25", "zone-ground"),
        (EstateKind.PARK, "pio-25", "park-ground"),
        (EstateKind.PROMOTION, "pio-25", "park-ground"),
    ],
)
def test_the_boundary_of_an_estate_decides_by_its_kind(kind: EstateKind, lead: str, rule: str) -> None:
    an_estate(kind)
    found = asked().competence
    assert (found.lead, found.rule) == (lead, rule)
    assert [plot.name_th for plot in found.plots] == ["นิคมทดสอบ"]
    assert "นิคมทดสอบ" in found.reason_th


@pytest.mark.usefixtures("ground")
def test_an_estate_that_is_only_a_point_decides_nothing() -> None:
    an_estate(boundary=None, point="SRID=4326;POINT(101.5 13.5)", point_quality=PointQuality.OWN)
    assert asked().competence.rule == "province-nuisance"


@pytest.mark.usefixtures("ground")
def test_an_estate_across_a_province_line_is_ieats_on_both_sides() -> None:
    an_estate(boundary=square(100.9, 13.4))
    for place, told in ((LonLat(100.99, 13.5), "pio-24"), (LonLat(101.01, 13.5), "pio-25")):
        found = asked(place).competence
        assert found.lead == "ieat"
        assert [body.office for body in found.supporting if body.role is Role.INFORMED] == [told]
        assert not [body for body in found.supporting if body.role is Role.BEYOND_BORDER]


@pytest.mark.usefixtures("ground")
def test_a_factory_numbered_by_ieat_is_ieats_wherever_it_is_plotted() -> None:
    an_estate(boundary=square(101.7, 13.7))
    a_factory(number="น.9(6)-1/2548-นทส.", factory=None)
    found = asked().competence
    assert (found.lead, found.rule, found.plots) == ("ieat", "estate-factory", ())
    assert {other.what: other.lead for other in found.would_change}["not_in_estate"] == "pio-25"


@pytest.mark.usefixtures("ground")
def test_the_ground_of_the_presumed_site_counts_not_that_of_the_reporter() -> None:
    an_estate(boundary=square(101.5005, 13.4))
    a_factory(LonLat(101.501, 13.5))
    assert asked().competence.rule == "estate-ground-factory"


@pytest.mark.usefixtures("ground")
def test_the_footprint_of_a_concession_is_the_mineral_officers() -> None:
    a_factory(
        LonLat(101.49, 13.49),
        key="31871/16229",
        kind=Kind.MINE,
        number="",
        activities=(),
        factory=None,
        footprint=box(101.4, 13.4, 101.6, 13.6),
    )
    found = asked(category="pm25_dust_smoke").competence
    assert (found.lead, found.role) == ("pio-25", Role.MINERAL_OFFICER)
    assert [plot.kind for plot in found.plots] == ["concession"]


@pytest.mark.usefixtures("ground")
def test_local_government_leads_where_it_is_known_to_be_a_municipality() -> None:
    town = a_local()
    found = asked().competence
    assert (found.lead, found.rule) == (f"lg-{town.code}", "local-nuisance")
    assert found.local.name_th == "เทศบาลเมืองทดสอบ"


@pytest.mark.usefixtures("ground")
def test_outside_the_towns_of_a_province_it_is_a_subdistrict_organisation() -> None:
    a_local(west=101.7)
    assert asked().competence.rule == "sao-nuisance"
    assert asked(LonLat(100.5, 13.5)).competence.rule == "province-nuisance"
    assert asked(BANGKOK).competence.lead == "bma"


@pytest.mark.usefixtures("ground")
def test_a_town_counts_from_the_day_it_was_made() -> None:
    a_local(valid_from=TODAY)
    assert asked().competence.rule == "local-nuisance"
    assert asked(on=date(2026, 3, 11)).competence.rule == "province-nuisance"


def test_bueng_kan_is_nong_khais_before_2011() -> None:
    load_rules()
    an_edition(an_area("43", west=103, size=2), name="before")
    both = (an_area("43", west=103, size=2), an_area("38", west=104, south=13.5, size=0.5))
    an_edition(*both, name="after", valid_from=date(2011, 3, 23))
    place = LonLat(104.2, 13.7)
    assert asked(place, on=date(2010, 6, 1)).competence.lead == "pio-43"
    assert asked(place, on=date(2010, 6, 1)).province.edition == "before"
    assert asked(place, on=date(2026, 6, 1)).competence.lead == "pio-38"


@pytest.mark.usefixtures("ground")
def test_reclaimed_land_and_the_sea_are_the_nearest_provinces() -> None:
    found = asked(LonLat(101.5, 12.9899))
    assert found.province.distance_m == pytest.approx(1_117, abs=5)
    assert found.competence.lead == "pio-25"
