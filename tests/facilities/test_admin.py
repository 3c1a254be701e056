"""Moving a facility in the administration."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from facilities.corrections import correct
from facilities.models import Facility
from geo.models import Change
from tests.builders_facilities import TESTER, new_facility, registered
from tests.builders_imports import a_run

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward(client: Client) -> Client:
    """A client logged in as a superuser."""
    client.force_login(User.objects.create_superuser("steward"))
    return client


def moved_to(client: Client, facility: Facility, point: str, reason: str = "เห็นด้วยตา") -> int:
    """Send the form; the status of the answer."""
    form = {"position": point, "error_radius_m": "15", "reason": reason}
    return client.post(f"/admin/facilities/facility/{facility.pk}/change/", form).status_code


def test_a_move_goes_through_the_operation(steward: Client) -> None:
    (mill,) = registered(new_facility())
    assert moved_to(steward, mill, '{"type":"Point","coordinates":[101.7,13.9]}') == 302
    mill.refresh_from_db()
    change = Change.objects.get(action="facility.moved")
    assert (mill.position.x, mill.position_method, mill.error_radius_m) == (101.7, "hand", 15)
    assert (change.actor_label, change.reason) == ("steward", "เห็นด้วยตา")


@pytest.mark.parametrize(
    ("point", "reason"),
    [
        ('{"type":"Point","coordinates":[101.7,13.9]}', ""),
        ('{"type":"Point","coordinates":[2.3,48.8]}', "x"),
        ("", "x"),
    ],
)
def test_a_move_without_reason_or_out_of_the_country_is_refused(steward: Client, point: str, reason: str) -> None:
    (mill,) = registered(new_facility())
    assert moved_to(steward, mill, point, reason) == 200
    assert not Change.objects.filter(action="facility.moved").exists()


@pytest.mark.parametrize("page", ["facility", "factorytype"])
def test_the_lists_open(steward: Client, page: str) -> None:
    registered(new_facility())
    assert steward.get(f"/admin/facilities/{page}/?q=โรงสี").status_code == 200


def test_nothing_is_added_or_deleted_by_hand(steward: Client) -> None:
    (mill,) = registered(new_facility())
    assert steward.get("/admin/facilities/facility/add/").status_code == 403
    assert steward.get(f"/admin/facilities/facility/{mill.pk}/delete/").status_code == 403


@pytest.mark.parametrize(("typed", "found"), [("โรงสี", 1), ("จ๓-๙(๑)", 1), ("ไม่มีชื่อนี้", 0)])
def test_the_list_finds_names_and_numbers_in_any_writing(steward: Client, typed: str, found: int) -> None:
    registered(new_facility(name_th="โรงสีทดสอบ"))
    answer = steward.get("/admin/facilities/facility/", {"q": typed})
    assert answer.context["cl"].result_count == found


@pytest.mark.parametrize("page", ["correction", "workitem", "importrun"])
def test_records_are_looked_at_and_changed_nowhere(steward: Client, page: str) -> None:
    (mill,) = registered(new_facility(None))
    correct(mill, "name_en", "Mill", actor=TESTER, reason="x")
    a_run()
    assert steward.get(f"/admin/facilities/{page}/").status_code == 200
    assert steward.get(f"/admin/facilities/{page}/add/").status_code == 403
