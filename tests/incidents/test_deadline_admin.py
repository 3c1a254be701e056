"""Special days and limits in the administration."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from geo.models import Change
from incidents.models import SpecialDay

pytestmark = pytest.mark.django_db

DAY = {"day": "2026-05-04", "name_th": "วันหยุดพิเศษ", "name_en": "", "source": "มติคณะรัฐมนตรี"}


@pytest.fixture
def steward(client: Client) -> Client:
    """Somebody of the administration."""
    client.force_login(User.objects.create_superuser("admin", password="x"))
    return client


def test_a_special_day_is_entered_and_recorded(steward: Client) -> None:
    answer = steward.post("/admin/incidents/specialday/add/", DAY)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    assert SpecialDay.objects.get().works is False
    assert Change.objects.get(action="specialday.added").actor_label == "admin"


def test_taking_days_away_is_recorded_too(steward: Client) -> None:
    SpecialDay.objects.create(**DAY)
    sent = {"action": "delete_selected", "_selected_action": ["2026-05-04"], "post": "yes"}
    steward.post("/admin/incidents/specialday/", sent)
    assert not SpecialDay.objects.exists()
    assert Change.objects.filter(action="specialday.removed").count() == 1


@pytest.mark.parametrize("path", ["specialday", "deadline"])
def test_the_lists_open(steward: Client, path: str) -> None:
    assert steward.get(f"/admin/incidents/{path}/").status_code == 200
