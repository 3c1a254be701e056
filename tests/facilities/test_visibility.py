"""A suspicion is not public: visitors find a suspected site nowhere, officers everywhere."""

import pytest
from django.test import Client

from facilities.models import Facility, Kind
from tests.builders_facilities import new_facility, registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def suspected() -> Facility:
    """One suspected site beside a mill."""
    site, _mill = registered(new_facility(kind=Kind.SUSPECTED, name_th="โกดังต้องสงสัย"), new_facility())
    return site


PLACES = (
    "/facilities/",
    "/facilities/?find=โกดัง",
    "/api/facilities",
    "/api/facilities?q=โกดังต้องสงสัย",
    "/api/search?q=โกดังต้องสงสัย",
    "/facilities/export/?format=csv",
    "/ogc/collections/facilities/items?f=json",
    "/ogc/collections/facilities/items?f=json&kind=suspected",
)


@pytest.mark.parametrize("address", PLACES)
def test_lists_hold_it_for_officers_only(
    address: str, suspected: Facility, client: Client, admin_client: Client
) -> None:
    def listed(reader: Client) -> bool:
        answer = reader.get(address)
        content = b"".join(answer) if answer.streaming else answer.content
        said = content.decode().encode().decode("unicode_escape") if content[:1] == b"{" else content.decode()
        return suspected.name_th in content.decode() or suspected.name_th in said

    assert listed(admin_client)
    assert not listed(client)


@pytest.mark.parametrize(
    "address", ["/facilities/{}/", "/facilities/{}/panel/", "/api/facilities/{}", "/api/facilities/{}/geometry"]
)
def test_it_is_not_there_for_visitors(address: str, suspected: Facility, client: Client, admin_client: Client) -> None:
    assert client.get(address.format(suspected.pk)).status_code == 404
    assert admin_client.get(address.format(suspected.pk)).status_code == 200


def test_its_neighbours_do_not_name_it_to_visitors(suspected: Facility, client: Client, admin_client: Client) -> None:
    mill = Facility.objects.exclude(pk=suspected.pk).get()
    assert suspected.name_th not in client.get(f"/facilities/{mill.pk}/").content.decode()
    assert suspected.name_th in admin_client.get(f"/facilities/{mill.pk}/").content.decode()
