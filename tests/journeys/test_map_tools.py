"""The map's tools by mouse and by key: measuring, drawing, and listing what is inside."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pyproj import Geod

from facilities.models import Kind, Status
from facilities.new_facility import NewActivity
from geo.coordinates import LonLat
from tests.builders_facilities import new_facility, registered
from tests.builders_geo import an_area, an_edition
from tests.journeys.screen import View

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

SCHOOL = LonLat(101.6, 13.8)
VIEW = View.at(13, SCHOOL)
MIDDLE = VIEW.pixel(SCHOOL)
WGS84 = Geod(ellps="WGS84")


@pytest.fixture
def places() -> dict[str, int]:
    """Round the school: a mill in use, a chemical store that is struck off, a mine farther than 1 km; two provinces."""
    an_edition(an_area("25", west=101, name_th="ปราจีนบุรี"), an_area("24", west=102, name_th="ฉะเชิงเทรา"))
    mill = new_facility(LonLat(101.603, 13.802), name_th="โรงสีใกล้โรงเรียน")
    chemicals = {"status": Status.STRUCK_OFF, "activities": (NewActivity(42, 1),)}
    store = new_facility(LonLat(101.597, 13.798), name_th="คลังเคมีร้าง", **chemicals)
    mine = new_facility(LonLat(101.630, 13.810), name_th="เหมืองไกล", kind=Kind.MINE)
    return dict(zip(("mill", "store", "mine"), (found.pk for found in registered(mill, store, mine)), strict=True))


def at_school(visitor: Any, more: str = "") -> Page:
    """The page with the school in its middle."""
    page: Page = visitor.go(f"/?{VIEW.address}{more}")
    return page


def use(page: Page, tool: str) -> None:
    """Presses the tool's button and waits for its panel."""
    page.click(f"[data-tool={tool}]")
    page.locator("[data-side=tool]").wait_for()


def test_a_distance_is_that_of_the_ellipsoid_leg_by_leg(visit: Callable[..., Any]) -> None:
    visitor = visit(language="en")
    page = at_school(visitor)
    use(page, "distance")
    spots = [(500.0, 300.0), (700.0, 300.0), (700.0, 600.0)]
    for spot in spots:
        page.mouse.click(*spot)
    places = [VIEW.under(*spot) for spot in spots]
    legs = [WGS84.inv(a.lon, a.lat, b.lon, b.lat)[2] for a, b in pairwise(places)]
    expect(page.locator(".measure__main")).to_contain_text(f"{sum(legs) / 1000:.2f} km")
    assert page.locator(".measure__legs li").all_inner_texts() == [
        f"Leg {number}: {leg / 1000:.2f} km" for number, leg in enumerate(legs, start=1)
    ]
    visitor.picture("map-measure-desktop-en")


def test_the_last_point_is_taken_back_and_escape_ends_then_leaves(visit: Callable[..., Any]) -> None:
    page = at_school(visit())
    use(page, "distance")
    for spot in ((500, 300), (700, 300), (700, 600)):
        page.mouse.click(*spot)
    page.keyboard.press("Backspace")
    expect(page.locator(".leaflet-marker-pane .corner")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.locator(".is-drawing")).to_have_count(0)
    expect(page.locator(".measure__main")).to_be_visible()
    page.click("[data-tool-close]")
    expect(page.locator(".leaflet-marker-pane .corner")).to_have_count(0)


def test_an_area_is_told_in_rai_and_square_metres_and_may_not_cross_itself(visit: Callable[..., Any]) -> None:
    visitor = visit(dark=True)
    page = at_school(visitor)
    use(page, "area")
    spots = [(500.0, 300.0), (700.0, 300.0), (700.0, 500.0), (500.0, 500.0)]
    for spot in spots:
        page.mouse.click(*spot)
    places = [VIEW.under(*spot) for spot in spots]
    square_m = abs(WGS84.polygon_area_perimeter([p.lon for p in places], [p.lat for p in places])[0])
    said = page.locator(".measure__main")
    expect(said).to_contain_text(f"{int(square_m // 1600):,} ไร่")
    expect(said).to_contain_text(f"{square_m / 1e6:.3f} ตร.กม.")
    page.mouse.click(600, 250)
    expect(page.locator("[data-side=tool] [role=alert]")).to_contain_text("ตัดกันเอง")
    expect(page.locator(".leaflet-marker-pane .corner")).to_have_count(4)
    visitor.picture("map-area-desktop-dark")


def test_a_distance_is_measured_with_the_keyboard_alone(visit: Callable[..., Any]) -> None:
    visitor = visit()
    page = at_school(visitor)
    page.focus("[data-tool=distance]")
    page.keyboard.press("Enter")
    page.locator("[data-side=tool]").wait_for()
    expect(page.locator("#map")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(600)
    expect(page.locator(".crosshair")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".measure__main")).to_contain_text("ระยะทาง")
    visitor.picture("map-measure-keyboard-th")


def test_the_result_can_be_copied(visit: Callable[..., Any]) -> None:
    page = at_school(visit(language="en"))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    use(page, "distance")
    page.mouse.click(500, 300)
    page.mouse.click(700, 300)
    page.get_by_role("button", name="Copy the result").click()
    text = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"Distance [\d.]+ km\n[\d.]+, [\d.]+\n[\d.]+, [\d.]+$", text)


def test_struck_off_sites_with_hazardous_stock_near_a_school_in_four_actions(
    visit: Callable[..., Any], places: Any
) -> None:
    visitor = visit()
    page = at_school(visitor)
    use(page, "circle")
    page.mouse.click(*MIDDLE)
    count = page.locator("[data-inside-count=facilities]")
    expect(count).to_have_text("2")
    page.click("[data-quick]")
    expect(count).to_have_text("1")
    expect(page.locator(".inside__list").first).to_contain_text("คลังเคมีร้าง")
    visitor.picture("map-inside-desktop-th")
    with page.expect_download() as download:
        page.click("[data-export=csv]")
    rows = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 2
    assert "คลังเคมีร้าง" in rows[1]


def test_a_row_lights_its_symbol_and_opens_the_details(visit: Callable[..., Any], places: Any) -> None:
    visitor = visit()
    page = at_school(visitor, "&draw=near:101.6,13.8,1000")
    row = page.locator(f".inside__list [data-id='{places['mill']}']")
    row.hover()
    page.wait_for_timeout(200)
    visitor.picture("map-inside-lit-th")
    row.click()
    expect(page.locator("[data-detail-title]")).to_have_text("โรงสีใกล้โรงเรียน")
    page.click("[data-close]")
    expect(row).to_be_focused()


def test_a_link_restores_the_circle_and_that_only_its_contents_are_shown(
    visit: Callable[..., Any], places: Any
) -> None:
    page = at_school(visit(), "&draw=only-near:101.600000,13.800000,1000")
    expect(page.locator("[data-inside-count=facilities]")).to_have_text("2")
    expect(page.locator("[data-count=facilities]")).to_have_text("2")
    page.locator("[data-side=tool] input[type=checkbox]").uncheck()
    expect(page.locator("[data-count=facilities]")).to_have_text("3")
    assert "draw=near:101.600000,13.800000,1000" in page.url


def test_the_radius_is_typed_chosen_and_refused_with_the_rule(visit: Callable[..., Any], places: Any) -> None:
    page = at_school(visit(), "&draw=near:101.6,13.8,1000")
    count = page.locator("[data-inside-count=facilities]")
    page.fill("#tool-radius", "200 กม.")
    page.keyboard.press("Enter")
    expect(page.locator("#tool-radius-why")).to_be_visible()
    expect(count).to_have_text("2")
    page.fill("#tool-radius", "3.6 กม.")
    page.keyboard.press("Enter")
    expect(count).to_have_text("3")
    page.click("[data-metres='500']")
    expect(count).to_have_text("2")
    assert "near:101.600000,13.800000,500" in page.url


def test_a_corner_of_a_figure_is_dragged_but_never_across_its_lines(visit: Callable[..., Any], places: Any) -> None:
    visitor = visit()
    page = at_school(visitor)
    use(page, "polygon")
    x, y = MIDDLE
    corners = [(x - 120, y - 120), (x + 120, y - 120), (x + 120, y + 120), (x - 120, y + 120)]
    for corner in [*corners, corners[0]]:
        page.mouse.click(*corner)
    expect(page.locator("[data-inside-count=facilities]")).to_have_text("2")
    visitor.picture("map-figure-desktop-th")
    before = page.url
    drag(page, corners[2], (x + 20, y - 200))
    expect(page.locator("[data-side=tool] [role=alert]").first).to_contain_text("ตัดกันเอง")
    assert page.url == before
    drag(page, corners[2], (x - 60, y - 60))
    expect(page.locator("[data-inside-count=facilities]")).to_have_text("0")


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """With the left button, in steps as a hand does."""
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=5)
    page.mouse.up()
