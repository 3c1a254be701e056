"""Who is responsible at a place: asked by right click, long press, key and button; and what one does from there."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect
from pyproj import Transformer

from facilities.models import Facility
from geo.coordinates import LonLat
from geo.crs import UTM_47N, WGS84
from tests.builders_facilities import new_facility, registered
from tests.builders_incidents import a_country
from tests.journeys.screen import View

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

NEAR_BORDER = LonLat(101.01, 13.5)
"""A kilometre east of the border between two square provinces."""

VIEW = View.at(13, NEAR_BORDER)


@pytest.fixture
def country() -> Facility:
    """Provinces, offices and rules; one mill near the border."""
    a_country()
    return registered(new_facility(LonLat(101.012, 13.502), name_th="โรงสีชายเขต"))[0]


@pytest.fixture
def page(visit: Callable[..., Any], country: Facility) -> Page:
    """The map at a desk with the place in its middle."""
    return opened(visit())


def opened(visitor: Any) -> Page:
    found: Page = visitor.go(f"/?{VIEW.address}")
    return found


def answered(page: Page) -> Any:
    """The panel of the place, once it holds an answer."""
    box = page.locator(".place")
    expect(box.locator(".place__forms")).to_be_visible()
    # The map moves aside for what has grown; a press of the button meanwhile would miss it.
    expect(page.locator(".leaflet-pan-anim")).to_have_count(0)
    return box


def test_the_border_within_two_kilometres_is_said_and_drawn(visit: Callable[..., Any], country: Facility) -> None:
    visitor = visit()
    page = opened(visitor)
    page.mouse.click(*VIEW.pixel(NEAR_BORDER), button="right")
    expect(answered(page).locator(".notice--warning").filter(has_text="ฉะเชิงเทรา")).to_be_visible()
    assert page.locator("path.border-near").count() > 0
    visitor.picture("map-place-border-th")
    page.keyboard.press("Escape")
    expect(page.locator("path.border-near")).to_have_count(0)


@pytest.mark.parametrize("keys", ["Shift+F10", "ContextMenu"])
def test_the_menu_key_asks_for_the_middle_of_the_map(page: Page, keys: str) -> None:
    page.focus("#map")
    page.keyboard.press(keys)
    expect(answered(page)).to_be_focused()
    expect(page.locator(".place__forms code").first).to_have_text("13.500000, 101.010000")
    expect(page.locator(".leaflet-popup")).to_have_count(1)


def test_the_toolbar_asks_for_the_middle_of_the_map(page: Page) -> None:
    page.click("[data-act=here]")
    expect(answered(page).locator("code").first).to_have_text("13.500000, 101.010000")


def test_a_long_press_asks_on_a_telephone(visit: Callable[..., Any], country: Facility) -> None:
    visitor = visit(phone=True)
    page = opened(visitor)
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": 190, "y": 420}]})
    page.wait_for_timeout(900)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    answered(page)
    visitor.picture("map-place-phone-th")


def test_the_coordinates_come_in_forms_that_the_search_reads_back(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("[data-act=here]")
    box = answered(page)
    box.locator(".place__forms summary").click()
    forms = box.locator(".place__forms code").all_inner_texts()
    east, north = Transformer.from_crs(WGS84, UTM_47N, always_xy=True).transform(NEAR_BORDER.lon, NEAR_BORDER.lat)
    assert forms[2:] == [f"47N {east:.0f} {north:.0f}", f"47PQQ{int(east) % 100000:05}{int(north) % 100000:05}"]
    box.locator(".place__forms button").nth(3).click()
    assert page.evaluate("navigator.clipboard.readText()") == forms[3]
    for form in forms:
        hit = page.request.get(urljoin(page.url, "/api/search"), params={"q": form}).json()["items"][0]["place"]
        assert (round(hit["lon"], 4), round(hit["lat"], 4)) == (101.01, 13.5), form


def test_what_is_within_a_kilometre_is_two_clicks_away(visit: Callable[..., Any], country: Facility) -> None:
    visitor = visit(phone=True)
    page = opened(visitor)
    page.click("[data-tools-more]")
    page.click("[data-act=here]")
    answered(page).locator(".place__acts button").click()
    expect(page.locator("[data-inside-count=facilities]")).to_have_text("1")
    visitor.picture("map-inside-phone-th")
    assert "draw=near:101.010000,13.500000,1000" in page.url
