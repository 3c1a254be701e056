"""The form for sites that no register knows."""

from typing import Any

import pytest
from django.test import Client

from facilities.models import Facility
from tests.builders_incidents import a_country
from tests.builders_officers import as_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client) -> Client:
    """A client logged in as one, in a country with provinces."""
    a_country()
    return as_officer(client)


def form(**changes: Any) -> dict[str, Any]:
    """Drums behind a temple."""
    values = {"kind": "suspected", "name_th": "โกดังหลังวัด", "place": "13.5, 101.5", "error_radius_m": "20"}
    return {**values, "reason": "เห็นถัง", "key": "form-1", **changes}


def test_a_site_is_entered_and_its_dossier_shown(officer: Client) -> None:
    answer = officer.post("/facilities/new/", form())
    site = Facility.objects.get()
    assert answer["Location"] == f"/facilities/{site.pk}/"
    assert (site.kind, site.province_code) == ("suspected", "25")


def test_sent_twice_it_makes_one_site(officer: Client) -> None:
    addresses = {officer.post("/facilities/new/", form())["Location"] for _ in range(2)}
    assert len(addresses) == Facility.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("kind", {"kind": "factory"}),
        ("name_th", {"name_th": ""}),
        ("place", {"place": "x"}),
        ("reason", {"reason": ""}),
        ("error_radius_m", {"error_radius_m": "-1"}),
    ],
)
def test_what_is_wrong_is_said_at_its_field(officer: Client, field: str, changes: dict[str, Any]) -> None:
    answer = officer.post("/facilities/new/", form(**changes))
    assert list(answer.context["form"].errors) == [field]
    assert not Facility.objects.exists()


def test_a_place_in_the_address_is_filled_in(officer: Client) -> None:
    assert 'value="13.5, 101.5"' in officer.get("/facilities/new/?place=13.5,%20101.5").content.decode()
