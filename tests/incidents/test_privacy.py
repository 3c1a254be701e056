"""What a stranger can learn of a report: its subject, a cell of about 1 km, its district; whatever address is tried."""

import json
import math
import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from facilities.models import Facility
from geo.coordinates import LonLat
from geo.layers import Viewer
from geo.models import Change
from incidents import layer
from incidents.facility_reports import count_open, sites_with_open
from incidents.models import Report
from incidents.models.report import BLUR_CELL_M
from incidents.operations import change_state
from incidents.public_reason import public_reason
from incidents.search import find_code
from incidents.states import State
from tests.builders_incidents import ACTOR, NOW, PRACHIN_BURI, a_factory, a_report, an_officer

pytestmark = pytest.mark.usefixtures("country")

PUBLIC = Viewer.of(AnonymousUser())
CREW = Viewer(frozenset({"incidents.view_report"}))
OFFICER = Viewer(frozenset({"incidents.view_report", "incidents.view_exactplace"}))
PLACE = LonLat(101.512345, 13.523456)
SECRETS = ("ความลับ", "0812345678", "101.512", "13.523", "โรงงานทดสอบ")


def secret_report(**changes: Any) -> Report:
    """One that holds something to hide, beside a named factory."""
    a_factory(PLACE, key="1")
    return a_report(PLACE, description="ความลับของผู้แจ้ง", contact="0812345678", **changes)


def row(viewer: Viewer) -> dict[str, Any]:
    """The only row of the layer."""
    (found,) = layer.rows(viewer)
    return found


def test_the_public_layer_carries_the_category_and_the_cell_only() -> None:
    report = secret_report()
    found = row(PUBLIC)
    assert found["category"] == "odour"
    assert [found["state"], found["urgency"], found["received"]] == [None, None, None]
    assert found["geometry"].coords != report.mercator.coords
    assert [found["overdue"], found["in_episode"]] == [None, None]
    assert set(found) == {"id", "category", "state", "urgency", "received", "overdue", "in_episode", "geometry"}


def test_officers_get_the_exact_place_and_every_field() -> None:
    report = Report.objects.get(pk=secret_report().pk)
    found = row(OFFICER)
    assert found["geometry"].coords == report.mercator.coords
    assert (found["state"], found["urgency"], found["received"]) == ("received", "normal", "2026-03-12")
    assert set(row(PUBLIC)) == set(found)


def test_every_place_of_a_cell_has_the_same_blurred_place() -> None:
    steps = [PLACE] + [LonLat(PLACE.lon + dx, PLACE.lat + dy) for dx in (0, 1e-4) for dy in (0, 1e-4)]
    for place in steps:
        a_report(place)
    assert len({found["geometry"].coords for found in layer.rows(PUBLIC)}) == 1


@pytest.mark.parametrize("lat", [6.0, 13.5, 20.0])
def test_a_cell_is_about_one_kilometre_on_the_ground(lat: float) -> None:
    # Web Mercator stretches by 1 / cos(latitude).
    assert 950 < BLUR_CELL_M * math.cos(math.radians(lat)) < 1_050


def test_reports_on_conduct_are_for_a_narrower_circle(client: Client) -> None:
    report = a_report(category="staff_conduct")
    assert not list(layer.rows(PUBLIC))
    assert not list(layer.rows(OFFICER))
    assert list(layer.rows(Viewer(frozenset({"incidents.view_report", "incidents.view_restrictedreport"}))))
    client.force_login(an_officer())
    assert client.get(f"/incidents/{report.pk}/").status_code == 404
    assert client.get(f"/incidents/{report.pk}/panel/").status_code == 404
    assert report.tracking_code not in client.get("/incidents/").content.decode()


def test_refused_and_duplicate_ones_leave_the_public_map() -> None:
    change_state(a_report(), State.REFUSED, actor=ACTOR, reason="spam", now=NOW, grounds="no_report")
    assert not list(layer.rows(PUBLIC))
    assert list(layer.rows(OFFICER))


def test_the_public_panel_tells_subject_and_district(client: Client) -> None:
    report = secret_report()
    text = client.get(f"/incidents/{report.pk}/panel/").content.decode()
    assert "กลิ่นเหม็น" in text
    assert "อำเภอศรีมหาโพธิ" in text
    assert not [secret for secret in (*SECRETS, report.tracking_code) if secret in text]
    shown = json.loads(re.search(r"panel-geometry\">(.*?)</script>", text)[1])  # type: ignore[index]
    assert shown["geometry"]["coordinates"] != [PLACE.lon, PLACE.lat]
    assert 700 < shown["properties"]["error_radius_m"] < 800


def test_the_officers_panel_tells_all_but_the_contact(client: Client) -> None:
    report = secret_report()
    client.force_login(an_officer())
    text = client.get(f"/incidents/{report.pk}/panel/").content.decode()
    assert report.tracking_code in text
    assert "ความลับ" in text
    assert "0812345678" not in text


def test_the_follow_up_page_names_office_and_reason_but_no_facility(client: Client) -> None:
    report = secret_report()
    text = client.get(f"/report/{report.tracking_code}/").content.decode()
    assert report.tracking_code in text
    assert "สำนักงานอุตสาหกรรมจังหวัดปราจีนบุรี" in text
    assert public_reason(report.attribution) in text
    assert report.attribution.reason_th not in text
    assert not [secret for secret in SECRETS if secret in text]


@pytest.mark.parametrize("path", ["", "state/", "contact/"])
def test_a_stranger_is_sent_to_the_login_page_whether_the_report_exists_or_not(client: Client, path: str) -> None:
    report = secret_report()
    for number in (report.pk, 10**6):
        for answer in (client.get(f"/incidents/{number}/{path}"), client.post(f"/incidents/{number}/{path}")):
            assert answer.status_code == 302
            assert answer["Location"].startswith("/login/")


def test_a_user_without_the_permission_is_refused(client: Client, django_user_model: Any) -> None:
    report = secret_report()
    client.force_login(django_user_model.objects.create_user("clerk"))
    for path in ("/incidents/", f"/incidents/{report.pk}/"):
        answer = client.get(path)
        assert answer.status_code == 403
        assert "ความลับ" not in answer.content.decode()


@pytest.mark.parametrize("number", ["0", "999999999", "99999999999999999999999999"])
def test_an_unknown_number_is_not_found(client: Client, number: str) -> None:
    assert client.get(f"/incidents/{number}/panel/").status_code == 404


def test_the_contact_opens_by_post_with_the_permission_only_and_is_recorded(client: Client) -> None:
    report = secret_report()
    client.force_login(an_officer())
    assert "0812345678" not in client.get(f"/incidents/{report.pk}/").content.decode()
    assert client.post(f"/incidents/{report.pk}/contact/").status_code == 403
    assert not Change.objects.filter(action="report.contact_read").exists()
    client.force_login(an_officer("view_reportercontact", name="chief"))
    assert client.get(f"/incidents/{report.pk}/contact/")["Location"] == f"/incidents/{report.pk}/"
    answer = client.post(f"/incidents/{report.pk}/contact/")
    assert "0812345678" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert Change.objects.get(action="report.contact_read").actor_label == "chief"


def test_the_search_box_sends_officers_to_the_dossier_and_others_to_the_follow_up() -> None:
    report = a_report(PRACHIN_BURI)
    typed = report.tracking_code.lower().replace("-", " ")
    (public,), (officer,) = find_code(typed, PUBLIC, 5), find_code(typed, OFFICER, 5)
    assert (public.url, public.place, public.id) == (f"/report/{report.tracking_code}/", None, "")
    assert (officer.url, officer.layer) == (f"/incidents/{report.pk}/", "incidents")
    assert find_code("กลิ่น", OFFICER, 5) == []


def test_counts_of_open_reports_hold_none_of_the_restricted_circle() -> None:
    site = a_factory()
    a_report()
    assert list(sites_with_open()) == [(site.pk,)]
    Report.objects.update(category="staff_conduct")
    counted = Facility.objects.annotate(open=count_open("pk")).get(pk=site.pk)
    assert (counted.open, list(sites_with_open())) == (0, [])
