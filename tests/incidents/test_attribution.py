"""From the register's rows to the terms of the rules."""

from typing import Any

import pytest

from facilities.nearest import Near
from facilities.new_facility import NewActivity, NewFactory
from geo.coordinates import LonLat
from incidents.attribution import assess, site_of
from tests.builders_incidents import NOW, PRACHIN_BURI, a_factory


def near(*registrations: str, **changes: Any) -> Near:
    """A factory 100 m away with these numbers."""
    values = {
        "id": 1,
        "name_th": "",
        "kind": "factory",
        "status": "operating",
        "registrations": registrations,
        "distance_m": 100.0,
        "error_radius_m": None,
        "lon": 101.5,
        "lat": 13.5,
        "factory_class": None,
        "types": (),
    }
    return Near(**{**values, **changes})


@pytest.mark.parametrize(
    ("number", "issuer"),
    [
        ("จ3-9(6)-100/51ปจ", "pio"),
        ("3-101-1/45ปจ", "diw"),
        ("น.47(3)-1/2548-นอต.", "ieat"),
        ("10250000125415", "diw"),
        ("20250000125414", "pio"),
        ("72250000125412", "ieat"),
        ("no number", ""),
    ],
)
def test_a_number_says_who_licensed(number: str, issuer: str) -> None:
    assert site_of(near(number)).issuer == issuer


def test_an_ieat_number_outweighs_an_older_one() -> None:
    assert site_of(near("3-9(6)-1/40ปจ", "น.9(6)-1/2548-นอต.")).issuer == "ieat"


def test_the_letter_kho_khai_means_a_zone() -> None:
    assert site_of(near("ข3-53(1)-1/50ปจ")).zone
    assert not site_of(near("จ3-53(1)-1/50ปจ")).zone


def test_class_and_sub_item_come_from_the_number_where_the_register_is_silent() -> None:
    site = site_of(near("จ3-3(1)-100/51ปจ", types=(3, 14)))
    assert site.factory_class == 3
    assert set(site.types) == {(3, 1), (14, None)}


@pytest.mark.parametrize(("number", "estate"), [("22250000125413", True), ("20250000125414", False)])
def test_the_second_digit_speaks_of_an_estate(number: str, estate: bool) -> None:
    assert site_of(near(number)).estate is estate


@pytest.mark.usefixtures("country")
def test_a_crusher_next_to_a_quarry_is_a_factory() -> None:
    a_factory(number="จ3-3(1)-1/51ปจ", activities=(NewActivity(3, 1),))
    found = assess(PRACHIN_BURI, on=NOW.date(), category="mining")
    assert found.competence.rule == "stone-crushing"


@pytest.mark.usefixtures("country")
def test_beyond_500_m_and_the_radii_the_class_does_not_count() -> None:
    a_factory(LonLat(101.51, 13.5), factory=NewFactory(factory_class=3))
    found = assess(PRACHIN_BURI, on=NOW.date(), category="odour", accuracy_m=10)
    assert 1_000 < found.nearest[0].distance_m < 1_200
    assert not found.presumption.about_nearest
    assert found.competence.rule == "province-nuisance"


@pytest.mark.usefixtures("country")
def test_near_the_border_both_sides_are_named() -> None:
    found = assess(LonLat(101.005, 13.5), on=NOW.date(), category="odour")
    assert found.competence.lead == "pio-25"
    assert found.competence.supporting[-1].office == "pio-24"
    assert found.location.border is not None
    assert found.location.border.distance_m == pytest.approx(541, abs=2)


@pytest.mark.usefixtures("country")
def test_a_register_without_facilities_still_has_an_answer() -> None:
    found = assess(PRACHIN_BURI, on=NOW.date())
    assert found.nearest == ()
    assert found.competence.lead == "pio-25"
