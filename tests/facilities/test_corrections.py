"""An officer's word stands over the registers, and can be taken back."""

from typing import Any

import pytest

from facilities.corrections import correct, move_facility, standing, withdraw
from facilities.models import Correction, Facility, Matter, WorkItem
from geo.coordinates import LonLat
from geo.errors import BadInput, Conflict
from geo.models import Change, Level
from tests.builders_facilities import HERE, TESTER, new_facility, registered
from tests.builders_geo import an_area, an_edition

pytestmark = pytest.mark.django_db


def corrected(facility: Facility, field: str, value: Any, reason: str = "visited") -> Facility:
    """Correct a field as the tester."""
    return correct(facility, field, value, actor=TESTER, reason=reason)


def test_a_name_is_corrected_and_found_by_the_new_one() -> None:
    (mill,) = registered(new_facility(name_th="โรงสีเก่า"))
    stored = corrected(mill, "name_th", "โรงสีใหม่")
    assert stored.name_th == "โรงสีใหม่"
    assert Facility.objects.search("โรงสีใหม่").first() == mill
    change = Change.objects.get(action="facility.corrected")
    assert (change.before, change.after) == ({"name_th": "โรงสีเก่า"}, {"name_th": "โรงสีใหม่"})
    assert (change.actor_label, change.reason) == ("test", "visited")


def test_text_is_tidied_at_the_door() -> None:
    (mill,) = registered(new_facility())
    assert corrected(mill, "operator_th", "  ห้างหุุ้นส่วน\u200b  ก ").operator_th == "ห้างหุ้นส่วน ก"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name_th", ""),
        ("name_th", "ก" * 301),
        ("name_th", 7),
        ("status", "gone"),
        ("kind", "ship"),
        ("subdistrict_code", "2501"),
        ("subdistrict_code", "990101"),
        ("search_text", "x"),
        ("position", [100, 13]),
        ("position", {"lon": 2.3, "lat": 48.8, "error_radius_m": 10}),
        ("position", {"lon": 100, "lat": float("nan"), "error_radius_m": 10}),
        ("position", {"lon": 100.5, "lat": 13.5, "error_radius_m": 0}),
    ],
)
def test_what_a_field_cannot_hold_is_refused_by_name(field: str, value: Any) -> None:
    (mill,) = registered(new_facility())
    with pytest.raises(BadInput) as caught:
        corrected(mill, field, value)
    assert caught.value.fields["field"] in (field, "field", "lon", "lat", "error_radius_m")
    assert not Correction.objects.exists()


def test_a_correction_states_its_reason() -> None:
    (mill,) = registered(new_facility())
    with pytest.raises(BadInput):
        corrected(mill, "name_en", "Mill", reason=" ")


def test_one_correction_stands_per_field_and_the_registers_word_lies_under_it() -> None:
    (mill,) = registered(new_facility(name_th="ในทะเบียน"))
    corrected(mill, "name_th", "แก้หนึ่ง")
    corrected(mill, "name_th", "แก้สอง")
    assert Correction.objects.count() == 2
    assert (standing(mill)["name_th"].value, standing(mill)["name_th"].replaced) == ("แก้สอง", "ในทะเบียน")


def test_a_withdrawn_correction_gives_the_registers_word_back() -> None:
    (mill,) = registered(new_facility(name_th="ในทะเบียน"))
    corrected(mill, "name_th", "แก้หนึ่ง")
    corrected(mill, "name_th", "แก้สอง")
    assert withdraw(standing(mill)["name_th"], actor=TESTER, reason="wrong").name_th == "ในทะเบียน"
    assert standing(mill) == {}
    assert Change.objects.get(action="facility.correction_withdrawn").after == {"name_th": "ในทะเบียน"}


def test_it_is_withdrawn_once() -> None:
    (mill,) = registered(new_facility())
    corrected(mill, "name_en", "Mill")
    correction = standing(mill)["name_en"]
    withdraw(correction, actor=TESTER, reason="wrong")
    with pytest.raises(Conflict):
        withdraw(correction, actor=TESTER, reason="wrong")


def test_a_move_is_a_correction_with_position_method_and_radius() -> None:
    (mill,) = registered(new_facility())
    moved = move_facility(mill, LonLat(101.7, 13.9), actor=TESTER, reason="visited", error_radius_m=10)
    assert (moved.position.x, moved.position_method, moved.error_radius_m) == (101.7, "hand", 10)
    assert standing(mill)["position"].value == {"lon": 101.7, "lat": 13.9, "error_radius_m": 10}
    back = withdraw(standing(mill)["position"], actor=TESTER, reason="wrong")
    assert (back.position.x, back.position_method, back.error_radius_m) == (HERE.lon, "stated", 200)


def test_a_subdistrict_brings_its_names_along_and_takes_them_back() -> None:
    an_edition(an_area("250101", west=101, name_th="หน้าเมือง"), level=Level.SUBDISTRICT)
    an_edition(an_area("2501", west=101, name_th="เมืองปราจีนบุรี"), level=Level.DISTRICT)
    (mill,) = registered(new_facility())
    stored = corrected(mill, "subdistrict_code", "250101")
    assert (stored.subdistrict_th, stored.district_th) == ("หน้าเมือง", "เมืองปราจีนบุรี")
    back = withdraw(standing(mill)["subdistrict_code"], actor=TESTER, reason="wrong")
    assert (back.subdistrict_code, back.subdistrict_th, back.district_th) == ("", "ท่าตูม", "ศรีมหาโพธิ")


def test_a_code_that_no_subdistrict_in_force_has_is_refused() -> None:
    an_edition(an_area("250101"), level=Level.SUBDISTRICT)
    (mill,) = registered(new_facility())
    with pytest.raises(BadInput):
        corrected(mill, "subdistrict_code", "250199")


def test_a_position_settles_what_was_wrong_with_it() -> None:
    (mill,) = registered(new_facility(None))
    WorkItem.objects.create(facility=mill, matter=Matter.UNPLACED, found_at="2025-01-01T00:00Z")
    move_facility(mill, HERE, actor=TESTER, reason="visited", error_radius_m=10)
    assert WorkItem.objects.get().settled_how == "gone"
