"""When a sibling's position may be taken, and what is said when it may not."""

from typing import Any

import pytest

from facilities.quality.suggesting import Donor, Refusal, Refused, Suggestion, suggest
from geo.coordinates import LonLat


def donor(**changes: Any) -> Donor:
    """A good one, 2 km from the middle of the stated subdistrict."""
    values: dict[str, Any] = {
        "facility_id": 1,
        "name": "ก",
        "place": LonLat(101.6, 13.8),
        "error_radius_m": 50.0,
        "province_m": 0.0,
        "centre_m": 2_000.0,
    }
    return Donor(**{**values, **changes})


def test_a_donor_that_passes_is_suggested_with_its_radius() -> None:
    made = suggest([donor()])
    assert isinstance(made, Suggestion)
    assert (made.place, made.error_radius_m) == (LonLat(101.6, 13.8), 50.0)


@pytest.mark.parametrize(
    ("donors", "why"),
    [
        ([], Refused.NO_DONOR),
        ([donor(province_m=2_500.0)], Refused.OTHER_PROVINCE),
        ([donor(province_m=float("inf"))], Refused.OTHER_PROVINCE),
        ([donor(centre_m=None)], Refused.NO_SUBDISTRICT),
        ([donor(centre_m=15_001.0)], Refused.TOO_FAR),
        ([donor(), donor(facility_id=2, place=LonLat(101.61, 13.8))], Refused.DONORS_DISAGREE),
    ],
)
def test_every_refusal_has_its_rule(donors: list[Donor], why: Refused) -> None:
    made = suggest(donors)
    assert isinstance(made, Refusal)
    assert made.why == why


def test_donors_that_fail_do_not_spoil_those_that_pass() -> None:
    made = suggest([donor(province_m=9_000.0), donor(facility_id=2), donor(facility_id=3, centre_m=40_000.0)])
    assert isinstance(made, Suggestion)
    assert [one.facility_id for one in made.donors] == [2]


def test_the_radius_covers_what_the_donors_differ_by() -> None:
    made = suggest([donor(error_radius_m=10.0), donor(facility_id=2, place=LonLat(101.601, 13.8))])
    assert isinstance(made, Suggestion)
    assert made.error_radius_m == pytest.approx(108, abs=1)
    assert made.place == LonLat(101.6, 13.8)
