"""Sites that no register knows: suspected unlicensed ones, stores of seized waste."""

from typing import Any

import pytest

from facilities.models import Facility
from facilities.sites.founding import Finding, found_site
from geo.coordinates import LonLat
from geo.errors import BadInput, Conflict, OutsideThailand
from tests.builders_facilities import TESTER
from tests.builders_incidents import PRACHIN_BURI, a_country

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def country() -> None:
    """Three provinces with a district each."""
    a_country()


def a_finding(**changes: Any) -> Finding:
    """Drums behind a temple."""
    values = {"kind": "suspected", "name_th": "โกดังหลังวัด", "place": PRACHIN_BURI, "error_radius_m": 20.0}
    return Finding(**{**values, **changes})


def found(key: str | None = None, reason: str = "เห็นถังสารเคมี", **changes: Any) -> Facility:
    """Entered by the tester."""
    return found_site(a_finding(**changes), actor=TESTER, reason=reason, key=key)


@pytest.mark.parametrize("kind", ["suspected", "seized"])
def test_it_stands_where_it_was_found_in_the_areas_it_lies_in(kind: str) -> None:
    site = found(kind=kind)
    assert (site.kind, site.status, site.position_method, site.error_radius_m) == (kind, "unknown", "hand", 20)
    assert (site.province_code, site.province_th, site.district_th) == ("25", "ปราจีนบุรี", "ศรีมหาโพธิ")
    assert site.licences.count() == 0
    assert site.status_entries.get().note == "เห็นถังสารเคมี"


@pytest.mark.parametrize(
    ("field", "changes"),
    [("kind", {"kind": "factory"}), ("name_th", {"name_th": " "}), ("error_radius_m", {"error_radius_m": 0.0})],
)
def test_a_wrong_finding_is_refused_by_field(field: str, changes: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as caught:
        a_finding(**changes)
    assert caught.value.fields["field"] == field


def test_it_states_its_reason_and_lies_in_thailand() -> None:
    with pytest.raises(BadInput):
        found(reason="")
    with pytest.raises(OutsideThailand):
        found(place=LonLat(2.3, 48.8))
    assert not Facility.objects.exists()


def test_a_form_sent_twice_makes_one_site() -> None:
    found(key="form-1")
    with pytest.raises(Conflict):
        found(key="form-1")
    assert Facility.objects.count() == 1
