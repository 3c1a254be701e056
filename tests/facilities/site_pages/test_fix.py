"""Mending one site after another: a position, a sibling's position, or right as it is."""

from typing import Any

import pytest
from django.test import Client

from facilities.models import Facility, WorkItem
from facilities.new_facility import NewFacility, NewFactory
from facilities.quality import refresh
from geo.models import Change, Level
from tests.builders_facilities import HERE, new_facility, registered
from tests.builders_geo import an_area, an_edition
from tests.builders_officers import as_officer

pytestmark = pytest.mark.django_db

ADDRESS = {"address_th": "99 หมู่ 4", "subdistrict_code": "250101"}


@pytest.fixture
def officer(client: Client) -> Client:
    """A client logged in as one."""
    return as_officer(client)


def country() -> None:
    """A province with one subdistrict around HERE."""
    an_edition(an_area("25", west=101))
    an_edition(an_area("250101", west=101.5, south=13.7, size=0.2, name_th="ท่าตูม"), level=Level.SUBDISTRICT)


def listed(*news: NewFacility) -> list[Facility]:
    """Registered and looked at."""
    found = registered(*news)
    refresh(None)
    return found


def save(client: Client, facility: Facility, **form: Any) -> Any:
    """Send one of the page's forms from the list of sites without a position."""
    return client.post(f"/facilities/quality/{facility.pk}/?matter=unplaced", form)


@pytest.mark.parametrize("typed", ["13.9, 101.7", "101.7 13.9", "๑๓.๙ ๑๐๑.๗", "13°54'0\"N 101°42'0\"E"])
def test_coordinates_in_any_form_are_taken_and_the_next_site_comes(officer: Client, typed: str) -> None:
    first, second = listed(new_facility(None, factory=NewFactory(horsepower=900.0)), new_facility(None))
    answer = save(officer, first, do="place", place=typed, error_radius_m="20", reason="ไปดูมา")
    assert answer["Location"] == f"/facilities/quality/{second.pk}/?matter=unplaced"
    first.refresh_from_db()
    assert (round(first.position.x, 6), round(first.position.y, 6), first.position_method) == (101.7, 13.9, "hand")
    change = Change.objects.get(action="facility.moved")
    assert (change.actor_label, change.reason, change.before["lon"]) == ("somchai", "ไปดูมา", None)


def test_after_the_last_site_the_list_comes(officer: Client) -> None:
    (mill,) = listed(new_facility(None))
    answer = save(officer, mill, do="place", place="13.9, 101.7", error_radius_m="20", reason="ไปดูมา")
    assert answer["Location"] == "/facilities/quality/?matter=unplaced"


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("place", {"place": "ที่วัด"}),
        ("place", {"place": "48.8, 2.3"}),
        ("error_radius_m", {"error_radius_m": "0"}),
        ("error_radius_m", {"error_radius_m": "nan"}),
        ("reason", {"reason": ""}),
    ],
)
def test_a_wrong_position_is_said_at_its_field(officer: Client, field: str, changes: dict[str, str]) -> None:
    (mill,) = listed(new_facility(None))
    form = {"do": "place", "place": "13.9, 101.7", "error_radius_m": "20", "reason": "ไปดูมา", **changes}
    answer = save(officer, mill, **form)
    assert list(answer.context["forms"]["place"].errors) == [field]
    assert not Change.objects.filter(action="facility.moved").exists()


def test_the_position_of_a_sibling_is_accepted(officer: Client) -> None:
    country()
    own, sibling = listed(new_facility(None, **ADDRESS), new_facility(**ADDRESS))
    save(officer, own, do="suggestion", reason="รั้วเดียวกัน")
    own.refresh_from_db()
    assert (own.position.x, own.position.y, own.error_radius_m) == (HERE.lon, HERE.lat, 200)
    assert str(sibling.pk) in Change.objects.get(action="facility.moved").reason


def test_a_suggestion_that_is_gone_is_not_taken(officer: Client) -> None:
    country()
    own, sibling = listed(new_facility(None, **ADDRESS), new_facility(**ADDRESS))
    Facility.objects.filter(pk=sibling.pk).update(address_th="ย้ายไปแล้ว")
    answer = save(officer, own, do="suggestion", reason="รั้วเดียวกัน")
    assert answer.status_code == 200
    assert not Change.objects.filter(action="facility.moved").exists()


def test_right_as_it_is_settles_every_matter_with_the_reason(officer: Client) -> None:
    (mill,) = listed(new_facility(None))
    save(officer, mill, do="right", reason="รื้อไปแล้ว")
    item = WorkItem.objects.get()
    assert (item.accepted, item.settled_how, item.settled_by_label) == (True, "รื้อไปแล้ว", "somchai")
    assert save(officer, mill, do="right", reason="อีกครั้ง").status_code == 200


def test_the_page_draws_the_stated_area_and_says_where_the_site_stands(officer: Client) -> None:
    country()
    (mill,) = listed(new_facility(subdistrict_code="250101"))
    answer = officer.get(f"/facilities/quality/{mill.pk}/")
    kinds = [feature["geometry"]["type"] for feature in answer.context["geojson"]["features"]]
    assert kinds == ["Polygon", "Point"]
    assert "ท่าตูม" in answer.content.decode()
    assert answer.context["evidence"].strays is None


def test_without_boundaries_or_suggestion_the_page_says_so(officer: Client) -> None:
    (mill,) = listed(new_facility(None))
    html = officer.get(f"/facilities/quality/{mill.pk}/").content.decode()
    assert "ยังไม่มีแนวเขตของพื้นที่ที่ระบุ" in html
    assert "ไม่พบสถานที่อื่นของผู้ประกอบกิจการรายนี้" in html


def test_the_page_takes_a_fixed_number_of_queries(officer: Client, django_assert_max_num_queries: Any) -> None:
    country()
    own, *_ = listed(*(new_facility(**ADDRESS) for _ in range(15)))
    with django_assert_max_num_queries(12):
        officer.get(f"/facilities/quality/{own.pk}/")


AWAY = {"do": "place", "place": "13.75, 101.80", "error_radius_m": "20", "reason": "ไปดูมา"}
"""About 10 km east of the stated subdistrict."""


def test_a_pin_outside_the_stated_area_is_asked_about_before_it_is_saved(officer: Client) -> None:
    country()
    (mill,) = listed(new_facility(**ADDRESS))
    answer = save(officer, mill, **AWAY)
    html = answer.content.decode()
    assert "10.8 กม." in html
    assert "โดยอยู่ใน พื้นที่ 25 " in html
    assert "โปรดย้ายหมุด" in html
    assert "ท่าตูม" in html
    assert 'name="elsewhere" value="101.800000,13.750000"' in html
    assert not Change.objects.filter(action="facility.moved").exists()


def test_a_tick_holds_for_the_place_it_was_given_for(officer: Client) -> None:
    country()
    (mill,) = listed(new_facility(**ADDRESS))
    save(officer, mill, **{**AWAY, "place": "13.75, 101.90"}, elsewhere="101.800000,13.750000")
    assert not Change.objects.filter(action="facility.moved").exists()


def test_a_confirmed_place_outside_is_settled_with_its_reason_and_the_page_says_so(officer: Client) -> None:
    country()
    (mill,) = listed(new_facility(**ADDRESS))
    save(officer, mill, **AWAY, elsewhere="101.800000,13.750000")
    item = WorkItem.objects.get(matter="outside")
    assert (item.accepted, item.settled_how) == (True, "ไปดูมา")
    answer = officer.get(f"/facilities/quality/{mill.pk}/")
    assert (answer.context["items"], answer.context["evidence"].confirmed) == ([], item)
    assert "somchai" in answer.content.decode()
    assert refresh(None)["outside"] == 1
    assert not mill.work_items.filter(settled_at__isnull=True).exists()


def test_what_the_drawn_line_may_be_off_is_no_matter_but_is_said(officer: Client) -> None:
    country()
    (mill,) = listed(new_facility(**ADDRESS))
    save(officer, mill, **{**AWAY, "place": "13.75, 101.703"}, elsewhere="101.703000,13.750000")
    answer = officer.get(f"/facilities/quality/{mill.pk}/")
    assert answer.context["items"] == []
    assert "500 ม." in answer.content.decode()
