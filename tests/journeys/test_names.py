"""Names come from registers: whatever they hold is shown as text."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.builders_facilities import new_facility, registered
from tiles import serving

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

NAME = "โรงสี <b class=spy>ตัวอย่าง</b>"


@pytest.fixture
def mill() -> None:
    """Before the browser, whose loop Django would take for its own."""
    serving.forget()
    registered(new_facility(name_th=NAME))


def test_a_name_with_markup_is_text_on_the_small_map(mill: None, visit: Callable[..., Any]) -> None:
    page = visit().go("/facilities/")
    page.locator("tr[data-facility]").hover()
    expect(page.locator(".leaflet-tooltip")).to_have_text(NAME)
    expect(page.locator(".spy")).to_have_count(0)
