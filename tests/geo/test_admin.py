"""The administration changes only what operations change, and on the record."""

import pytest
from django.test import Client

from geo.models import AreaEdition, Change, Level, Office, OfficeKind, PositionMethod
from tests.builders_geo import an_area, an_edition

pytestmark = pytest.mark.django_db
POSITION = {"position": '{"type":"Point","coordinates":[100.25,13.25]}', "error_radius_m": "30", "reason": "visited"}


@pytest.fixture
def an_office() -> Office:
    return Office.objects.create(code="pio-25", kind=OfficeKind.PIO, name_th="สอจ.ปราจีนบุรี", name_en="PIO 25")


def test_placing_an_office_is_recorded(admin_client: Client, an_office: Office) -> None:
    answer = admin_client.post(f"/admin/geo/office/{an_office.pk}/change/", POSITION)
    assert answer.status_code == 302
    an_office.refresh_from_db()
    assert (an_office.position.x, an_office.position_method) == (pytest.approx(100.25), PositionMethod.HAND)
    change = Change.objects.get(action="place_office")
    assert (change.actor_label, change.reason) == ("admin", "visited")


def test_an_office_cannot_be_put_abroad(admin_client: Client, an_office: Office) -> None:
    abroad = POSITION | {"position": '{"type":"Point","coordinates":[2.35,48.85]}'}
    assert admin_client.post(f"/admin/geo/office/{an_office.pk}/change/", abroad).status_code == 200
    assert not Change.objects.exists()


def test_the_map_of_an_office_obeys_the_content_security_policy(admin_client: Client, an_office: Office) -> None:
    answer = admin_client.get(f"/admin/geo/office/{an_office.pk}/change/")
    nonce = answer["Content-Security-Policy"].split("'nonce-")[1].split("'")[0]
    assert f'<script nonce="{nonce}">' in answer.content.decode()
    assert "<script>" not in answer.content.decode()


def test_an_edition_is_put_in_force_and_withdrawn_by_action(admin_client: Client) -> None:
    edition = an_edition(active=False)
    for action, active in (("activate_from_today", True), ("withdraw", False)):
        admin_client.post("/admin/geo/areaedition/", {"action": action, "_selected_action": [edition.pk]})
        edition.refresh_from_db()
        assert bool(edition.activated_at) is active


def test_a_conflict_is_said_not_raised(admin_client: Client) -> None:
    edition = an_edition()
    answer = admin_client.post(
        "/admin/geo/areaedition/", {"action": "activate_from_today", "_selected_action": [edition.pk]}, follow=True
    )
    assert "already" in answer.content.decode()


@pytest.mark.parametrize("model", ["areaedition", "change"])
def test_editions_and_history_are_read_only(admin_client: Client, model: str) -> None:
    an_edition(an_area("1001"), level=Level.DISTRICT)
    assert admin_client.get(f"/admin/geo/{model}/").status_code == 200
    assert admin_client.get(f"/admin/geo/{model}/add/").status_code == 403
    assert admin_client.post(f"/admin/geo/{model}/{AreaEdition.objects.get().pk}/delete/").status_code in (302, 403)
    assert AreaEdition.objects.exists()
