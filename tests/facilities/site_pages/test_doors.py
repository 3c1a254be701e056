"""Pages that change sites are for those who may change them."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.builders_facilities import new_facility, registered
from tests.builders_officers import as_officer

pytestmark = pytest.mark.django_db

PATHS = (
    "/facilities/quality/",
    "/facilities/quality/{pk}/",
    "/facilities/new/",
    "/facilities/{pk}/change/correct/",
    "/facilities/{pk}/change/status/",
    "/facilities/{pk}/change/substance/",
    "/facilities/{pk}/change/success/",
    "/facilities/{pk}/change/merge/",
    "/facilities/{pk}/change/split/",
)


@pytest.mark.parametrize("path", PATHS)
def test_strangers_log_in_others_are_refused_and_officers_enter(client: Client, path: str) -> None:
    (mill,) = registered(new_facility())
    address = path.format(pk=mill.pk)
    assert client.get(address)["Location"].startswith("/login/")
    client.force_login(User.objects.create_user("reader"))
    assert client.get(address).status_code == 403
    assert client.post(address).status_code == 403
    assert as_officer(client).get(address).status_code == 200


@pytest.mark.parametrize(
    "path", ["/facilities/9/change/status/", "/facilities/quality/9/", f"/facilities/quality/{10**30}/"]
)
def test_an_unknown_site_is_said_so(client: Client, path: str) -> None:
    assert as_officer(client).get(path).status_code == 404


def test_an_unknown_action_is_said_so(client: Client) -> None:
    (mill,) = registered(new_facility())
    assert as_officer(client).get(f"/facilities/{mill.pk}/change/burn/").status_code == 404
    assert client.get(f"/facilities/{mill.pk}/take-back/fire/1/").status_code == 404
    assert client.get(f"/facilities/{mill.pk}/change/correct/?field=search_text").status_code == 400
