"""Systems and programmes in the administration: secrets are shown once and not kept."""

import hashlib
import re

import pytest
from django.test import Client

from geo.models import Change
from incidents.models import ApiClient, OutsideSystem
from tests.builders_outside import SECRET, a_system

pytestmark = pytest.mark.django_db
SYSTEM = {"code": "traffy", "kind": "traffy", "title": "Traffy", "secret_name": "", "allowed_from": ""}
ADD = "/admin/incidents/outsidesystem/add/"


def shown(page: str, pattern: str) -> str:
    """The secret in the message of a page."""
    found = re.search(pattern, page)
    assert found, page[:500]
    return found[1]


def test_a_new_system_gets_an_address_that_is_shown_once(admin_client: Client) -> None:
    page = admin_client.post(ADD, SYSTEM, follow=True).content.decode()
    secret = shown(page, r"/hooks/traffy/([\w-]{40,})")
    system = OutsideSystem.objects.get()
    assert system.hook_digest == hashlib.sha256(secret.encode()).hexdigest()
    again = admin_client.get("/admin/incidents/outsidesystem/traffy/change/").content.decode()
    assert secret not in again
    assert system.hook_digest not in again
    assert secret not in str(list(Change.objects.values()))


def test_a_new_secret_ends_the_old_one(admin_client: Client) -> None:
    old = a_system().hook_digest
    chosen = {"action": "new_hook_secret", "_selected_action": ["traffy"]}
    page = admin_client.post("/admin/incidents/outsidesystem/", chosen, follow=True).content.decode()
    assert SECRET not in page
    assert OutsideSystem.objects.get().hook_digest not in ("", old)


@pytest.mark.parametrize(
    ("field", "value"),
    [("secret_name", "DATABASE_URL"), ("secret_name", "PHANGUT_SECRET_KEY"), ("allowed_from", "a.b")],
)
def test_a_slip_that_would_open_something_is_refused(admin_client: Client, field: str, value: str) -> None:
    admin_client.post(ADD, {**SYSTEM, field: value})
    assert not OutsideSystem.objects.exists()


def test_a_key_of_a_programme_is_shown_once(admin_client: Client) -> None:
    page = admin_client.post("/admin/incidents/apiclient/add/", {"label": "partner", "active": "on"}, follow=True)
    key = shown(page.content.decode(), r"partner[^<]*: ([\w-]{40,})")
    assert ApiClient.objects.get().key_digest == hashlib.sha256(key.encode()).hexdigest()


@pytest.mark.parametrize("model", ["inboundevent", "outsideticket", "fileimport"])
def test_what_was_said_is_only_read(admin_client: Client, model: str) -> None:
    assert admin_client.get(f"/admin/incidents/{model}/").status_code == 200
    assert admin_client.get(f"/admin/incidents/{model}/add/").status_code == 403
