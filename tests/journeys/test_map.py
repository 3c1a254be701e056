"""A visitor at the map: sees, points, searches, filters, shares the view; at a desk and on a telephone."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from facilities.models import Kind, Status
from geo.coordinates import LonLat
from tests.builders_facilities import new_facility, registered
from tests.builders_geo import a_neighbour, an_area, an_edition
from tests.journeys.screen import BAR, View
from tests.journeys.test_register import logged_in
from tiles import serving

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

MILL = LonLat(101.6000, 13.8000)
MINE = LonLat(101.6300, 13.8100)
AT_MILL = f"/?at=14/{MILL.lat:.5f}/{MILL.lon:.5f}"


@pytest.fixture
def places() -> dict[str, int]:
    """A mill, a mine beside it, far-off others; two provinces and a neighbour."""
    serving.forget()
    an_edition(an_area("25", west=101, name_th="ปราจีนบุรี", name_en="Prachin Buri"), an_area("10", west=100))
    a_neighbour(west=101, south=14)
    mill = new_facility(MILL, name_th="โรงสีข้าวตัวอย่าง", name_en="Sample mill")
    mine = new_facility(MINE, name_th="เหมืองตัวอย่าง", kind=Kind.MINE, status=Status.STRUCK_OFF, error_radius_m=2000.0)
    others = [new_facility(LonLat(100.2 + step / 10, 13.3)) for step in range(5)]
    found = registered(mill, mine, *others)
    return {"mill": found[0].pk, "mine": found[1].pk}


def test_the_whole_country_stands_between_head_and_time_bar_at_first(visit: Callable[..., Any], places: Any) -> None:
    User.objects.create_superuser("steward", password="x")
    visitor = visit()
    logged_in(visitor, "/facilities/")
    page = visitor.go("/")
    bar = page.locator(".time__body")
    expect(bar).to_be_visible()
    page.wait_for_url(re.compile(r"[?&]at=\d"))
    zoom, lat, lon = (float(number) for number in re.findall(r"at=(\d+)/([\d.]+)/([\d.]+)", page.url)[0])
    view = View.at(int(zoom), LonLat(lon, lat))
    assert view.pixel(LonLat(99.9, 20.46))[1] >= BAR
    assert view.pixel(LonLat(101.1, 5.62))[1] <= bar.bounding_box()["y"]
    visitor.picture("map-first-view-officer-desktop-th")


def test_a_click_opens_the_panel_of_the_right_one_and_back_closes_it(visit: Callable[..., Any], places: Any) -> None:
    visitor = visit()
    page = visitor.go(AT_MILL)
    page.mouse.click(720, 56 + 422)
    expect(page.locator("[data-detail-title]")).to_have_text("โรงสีข้าวตัวอย่าง")
    assert f"sel=facilities:{places['mill']}" in page.url
    expect(page.locator(f"[data-detail] a[href='/facilities/{places['mill']}/']")).to_be_visible()
    visitor.picture("map-panel-desktop-th")
    page.go_back()
    expect(page.locator("[data-side=detail]")).to_be_hidden()


def test_a_shared_link_restores_the_view_exactly(visit: Callable[..., Any], places: Any) -> None:
    shared = f"/?at=12/13.81000/101.63000&sel=facilities:{places['mine']}&off=incidents&only=facilities.kind:mine"
    page = visit().go(shared)
    expect(page.locator("[data-detail-title]")).to_have_text("เหมืองตัวอย่าง")
    expect(page.locator(".fchip")).to_have_count(1)
    expect(page.locator(".layer.is-off")).to_have_count(1)
    expect(page.locator("[data-count=facilities]")).to_have_text("1")
    assert "at=12/13.81000/101.63000" in page.url
    page.reload()
    expect(page.locator("[data-detail-title]")).to_have_text("เหมืองตัวอย่าง")


def test_the_language_switch_keeps_the_view(visit: Callable[..., Any], places: Any) -> None:
    visitor = visit()
    page = visitor.go(f"{AT_MILL}&sel=facilities:{places['mill']}")
    page.click(".bar [name=language]")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("[data-detail-title]")).to_have_text("Sample mill")
    assert "at=14/13.80000/101.60000" in page.url
    visitor.picture("map-panel-desktop-en")


def test_half_a_name_finds_it(visit: Callable[..., Any], places: Any) -> None:
    page = visit().go("/")
    page.fill("#search-box", "สีข้าวตัว")
    page.locator(".search__hit").first.wait_for()
    page.press("#search-box", "Enter")
    expect(page.locator("[data-detail-title]")).to_have_text("โรงสีข้าวตัวอย่าง")


def test_a_filter_shows_only_its_kind(visit: Callable[..., Any], places: Any) -> None:
    page = visit().go(AT_MILL.replace("14/", "11/"))
    expect(page.locator("[data-count=facilities]")).to_have_text("2")
    row = page.locator(".signs__row", has_text=re.compile("เหมือง|Mine"))
    row.hover()
    row.locator(".signs__only").click()
    expect(page.locator("[data-count=facilities]")).to_have_text("1")
    assert "only=facilities.kind:mine" in page.url


def test_the_map_can_be_read_without_pointing(visit: Callable[..., Any], places: Any) -> None:
    page = visit().go(AT_MILL)
    page.focus("#map")
    page.keyboard.press("Enter")
    expect(page.locator(".inview__item").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-detail-title]")).to_have_text("โรงสีข้าวตัวอย่าง")


def test_on_a_telephone_the_panel_is_a_sheet_of_three_heights(visit: Callable[..., Any], places: Any) -> None:
    visitor = visit(phone=True)
    page = visitor.go(AT_MILL)
    visitor.picture("map-phone-th")
    page.touchscreen.tap(195, 56 + 394)
    sheet = page.locator("[data-side=detail]")
    expect(sheet).to_have_attribute("data-height", "half")
    visitor.picture("map-panel-phone-th")
    sheet.locator("[data-handle]").press("ArrowUp")
    expect(sheet).to_have_attribute("data-height", "full")


def test_facilities_are_chosen_for_inspection(visit: Callable[..., Any], places: Any) -> None:
    page = visit().go(f"{AT_MILL}&pick=1")
    page.mouse.click(720, 56 + 422)
    expect(page.locator("[data-tray-count]")).to_have_text("1")
    assert page.locator("[data-tray-form] [name=facilities]").input_value() == str(places["mill"])


def test_a_part_that_does_not_load_is_said_and_can_be_asked_for_again(visit: Callable[..., Any], places: Any) -> None:
    visitor = visit()
    visitor.page.route("**/tiles/facilities/**", lambda route: route.fulfill(status=503))
    page = visitor.go(AT_MILL)
    expect(page.locator("[data-toast] button")).to_be_visible()
    visitor.errors.clear()  # Chromium writes every failed request into the console
    page.unroute("**/tiles/facilities/**")
    page.click("[data-toast] button")
    expect(page.locator("[data-count=facilities]")).to_have_text("2")
    visitor.errors.clear()


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_the_map_by_night(visit: Callable[..., Any], places: Any, phone: bool) -> None:
    visitor = visit(phone=phone, dark=True)
    visitor.go("/")
    visitor.picture(f"map-{'phone' if phone else 'desktop'}-dark")
