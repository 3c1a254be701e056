"""Sources by the names people know them by."""

import pytest
from django.test import Client
from django.utils.translation import override

from facilities import source_names
from facilities.imports.profiles import PROFILES
from facilities.models import Estate
from facilities.source_names import source_title
from geo.thai import is_thai

KNOWN = (*PROFILES, "officer", "reference-zones", "demo", "generic-demo-community", "IEAT map layer, copy of 2026")


@pytest.mark.parametrize("name", KNOWN)
def test_every_known_source_has_a_name_in_thai(name: str) -> None:
    with override("th"):
        assert is_thai(source_title(name))


def test_a_source_that_nobody_named_stands_as_it_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_names, "_named", {})
    assert source_title("generic-somebody") == "generic-somebody"
    source_names.register("generic-somebody", "Somebody")
    assert source_title("generic-somebody") == "Somebody"


@pytest.mark.django_db
def test_the_page_of_an_estate_names_its_source_in_thai_and_keeps_its_key_for_officers(client: Client) -> None:
    estate = Estate.objects.create(kind="zone", source="reference-zones", source_key="zone-key-7", name_th="เขตสมมติ")
    html = client.get(f"/facilities/estates/{estate.pk}/").content.decode()
    assert "บัญชีเขตและสวนอุตสาหกรรม" in html
    assert "zone-key-7" not in html
