"""Siblings: same operator, same written address, and a position worth taking."""

from typing import Any

import pytest

from facilities.models import Facility
from facilities.quality.donors import siblings, suggestion
from facilities.quality.suggesting import Refusal, Refused, Suggestion
from facilities.stated_area import stated
from geo.coordinates import LonLat
from geo.models import Level, PositionMethod
from tests.builders_facilities import HERE, new_facility, registered
from tests.builders_geo import an_area, an_edition

pytestmark = pytest.mark.django_db

ADDRESS = {"address_th": "99 หมู่ 4", "subdistrict_code": "250101"}


def made_for(*others: dict[str, Any]) -> Suggestion | Refusal:
    """What is suggested for a site without position beside these."""
    an_edition(an_area("25", west=101))
    an_edition(an_area("250101", west=101.5, south=13.7, size=0.2), level=Level.SUBDISTRICT)
    own, *_ = registered(new_facility(None, **ADDRESS), *(new_facility(**{**ADDRESS, **other}) for other in others))
    return suggestion(own, siblings(own), stated(own))


def test_the_position_of_a_sibling_is_suggested() -> None:
    made = made_for({"position": HERE})
    assert isinstance(made, Suggestion)
    assert made.place == HERE


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"operator_th": "บริษัท อื่น จำกัด"}, Refused.NO_DONOR),
        ({"address_th": "1 หมู่ 1"}, Refused.NO_DONOR),
        ({"position": None}, Refused.NO_DONOR),
        ({"position_method": PositionMethod.CENTROID}, Refused.NO_DONOR),
        ({"position_method": PositionMethod.INHERITED}, Refused.NO_DONOR),
        ({"error_radius_m": 501.0}, Refused.NO_DONOR),
        ({"position": LonLat(102.5, 13.8)}, Refused.OTHER_PROVINCE),
        ({"position": LonLat(101.05, 13.8)}, Refused.TOO_FAR),
    ],
)
def test_others_are_not_and_it_says_why(other: dict[str, Any], why: Refused) -> None:
    made = made_for(other)
    assert isinstance(made, Refusal)
    assert made.why == why


def test_without_a_boundary_of_the_subdistrict_nothing_can_be_checked() -> None:
    an_edition(an_area("25", west=101))
    own, _ = registered(new_facility(None, **ADDRESS), new_facility(**ADDRESS))
    made = suggestion(own, siblings(own), stated(own))
    assert isinstance(made, Refusal)
    assert made.why == Refused.NO_SUBDISTRICT


def test_a_site_without_operator_has_no_siblings() -> None:
    own, _ = registered(new_facility(operator_th="", **ADDRESS), new_facility(operator_th="", **ADDRESS))
    assert siblings(own) == []
    assert Facility.objects.count() == 2
