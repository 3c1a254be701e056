"""Many reports on one blurred spot: a number on the map, and a list for whoever clicks it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from geo.coordinates import LonLat
from geo.crs import WGS84
from tests.builders_incidents import a_country
from tests.builders_map import report_at
from tests.journeys.screen import View

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def spot() -> LonLat:
    """Where the public sees all four of them."""
    a_country()
    reports = [report_at(LonLat(101.5031, 13.5022), subject) for subject in ("odour", "odour", "odour", "wastewater")]
    place = reports[0].blurred.transform(WGS84, clone=True)
    return LonLat(place.x, place.y)


@pytest.mark.parametrize(("filters", "there"), [("", 4), ("&only=incidents.category:odour", 3)])
def test_a_click_lists_the_reports_that_stand_there(
    visit: Callable[..., Any], spot: LonLat, filters: str, there: int
) -> None:
    view = View.at(15, spot)
    visitor = visit()
    page = visitor.go(f"/?{view.address}{filters}")
    x, y = view.pixel(spot)
    page.mouse.click(x, y - 4)
    listed(page, there)
    visitor.picture(f"map-heap-{there}")
    page.locator("[data-detail] .inview__item").first.click()
    expect(page.locator("[data-detail] article")).to_be_visible()


def test_without_a_mouse_from_the_list_of_what_is_in_view(visit: Callable[..., Any], spot: LonLat) -> None:
    visitor = visit()
    page = visitor.go(f"/?{View.at(15, spot).address}")
    page.locator("#map").press("Enter")
    page.locator("[data-key^='incidents:']").press("Enter")
    listed(page, 4)
    page.locator("[data-detail] .inview__item").last.press("Enter")
    expect(page.locator("[data-detail] article")).to_be_visible()
    expect(page.locator("[data-detail-title]")).to_be_focused()


def test_a_list_that_did_not_come_is_asked_for_again(visit: Callable[..., Any], spot: LonLat) -> None:
    visitor = visit()
    view = View.at(17, spot)
    page = visitor.go(f"/?{view.address}")
    page.route("**/features.json*", lambda route: route.fulfill(status=200, body="no list"), times=1)
    x, y = view.pixel(spot)
    page.mouse.click(x, y - 4)
    page.locator("[data-detail] .empty button").click()
    listed(page, 4)


def listed(page: Page, there: int) -> None:
    expect(page.locator("[data-detail] .inview__item")).to_have_count(there)
    expect(page.locator("[data-detail-title]")).to_contain_text(str(there))
