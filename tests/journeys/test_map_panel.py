"""An officer narrows the map: layers, filters, days, the past; by keys and by links, and back again."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from facilities.models import Kind, Status
from geo.coordinates import LonLat
from incidents.models import Report
from tests.builders_facilities import new_facility, registered
from tests.builders_incidents import a_country, a_report, an_officer
from tests.journeys.test_register import logged_in
from tiles import serving

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

MILL = LonLat(101.5000, 13.5000)
AT_MILL = f"/?at=11/{MILL.lat:.5f}/{MILL.lon:.5f}"
NOW = datetime.now(UTC)


@pytest.fixture
def scene() -> None:
    """Two mills on one spot, a mine, and three reports: of today, of last month, of last year."""
    serving.forget()
    a_country()
    an_officer(name="steward")
    mine = new_facility(LonLat(101.53, 13.51), name_th="เหมืองตัวอย่าง", kind=Kind.MINE, status=Status.STRUCK_OFF)
    registered(*(new_facility(MILL, name_th=f"โรงสีตัวอย่าง {number}") for number in (1, 2)), mine)
    for number, days in enumerate((0, 40, 300)):
        report = a_report(LonLat(101.48 + number * 0.02, 13.48), now=NOW - timedelta(days=days))
        Report.objects.filter(pk=report.pk).update(received_at=NOW - timedelta(days=days))


@pytest.fixture
def officer(visit: Callable[..., Any], scene: None) -> Callable[..., Any]:
    """`officer(path)` is a visitor who has logged in and stands at the path; the other words are those of `visit`."""

    def start(path: str = AT_MILL, **kind: Any) -> Any:
        visitor = visit(**kind)
        logged_in(visitor, "/incidents/")
        visitor.go(path)
        return visitor

    return start


def in_view(page: Page, layer: str, count: str) -> None:
    """Waits until the panel says so."""
    expect(page.locator(f"[data-count={layer}]")).to_have_text(count)


def test_a_value_is_found_by_typing_and_becomes_a_chip(officer: Callable[..., Any]) -> None:
    visitor = officer()
    page = visitor.page
    page.click("[data-add-filter]")
    page.keyboard.type("เหมือง")
    page.locator(".fmenu__value", has_text="เหมือง").first.click()
    expect(page.locator(".fchip__values")).to_have_text(re.compile("เหมือง"))
    in_view(page, "facilities", "1")
    assert "only=facilities.kind:mine" in page.url
    visitor.picture("map-filter-desktop-th")
    page.keyboard.press("Escape")
    expect(page.locator("[data-add-filter]")).to_be_focused()


def test_a_chip_taken_away_brings_all_back_and_back_undoes_that(officer: Callable[..., Any]) -> None:
    page = officer(f"{AT_MILL}&only=facilities.kind:mine").page
    in_view(page, "facilities", "1")
    page.click(".fchip__remove")
    in_view(page, "facilities", "3")
    expect(page.locator("[data-add-filter]")).to_be_focused()
    page.go_back()
    in_view(page, "facilities", "1")
    expect(page.locator(".fchip")).to_have_count(1)


def test_what_the_server_refuses_is_said_at_its_chip(officer: Callable[..., Any]) -> None:
    visitor = officer(f"{AT_MILL}&only=facilities.area:ไม่มีที่นี่,facilities.kind:mine")
    page = visitor.page
    expect(page.locator(".fchip.is-refused .fchip__why")).to_be_visible()
    in_view(page, "facilities", "1")
    expect(page.locator("[data-toast]")).to_be_hidden()
    visitor.picture("map-filter-refused-desktop-th")
    visitor.errors.clear()  # Chromium writes the refusal into the console


def test_a_value_that_no_list_holds_is_refused_once_and_not_asked_for_again(officer: Callable[..., Any]) -> None:
    visitor = officer("/?at=6/13.2/101.0")
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url) if "count.json" in request.url else None)
    visitor.go(f"{AT_MILL}&only=facilities.kind:castle")
    expect(visitor.page.locator(".fchip.is-refused .fchip__why")).to_be_visible()
    in_view(visitor.page, "facilities", "3")
    visitor.page.wait_for_timeout(1500)
    assert len(asked) < 12
    visitor.errors.clear()  # Chromium writes the refusal into the console


def test_a_typed_value_is_tried_before_it_is_taken(officer: Callable[..., Any]) -> None:
    visitor = officer()
    page = visitor.page
    page.click("[data-add-filter]")
    page.locator(".fmenu__item", has_text="พื้นที่").first.click()
    page.keyboard.type("ไม่มีที่นี่")
    page.keyboard.press("Enter")
    expect(page.locator(".fmenu__why")).to_be_visible()
    visitor.errors.clear()
    page.fill(".fmenu__form input", "ปราจีน")
    page.locator(".fmenu__body .fmenu__item", has_text="จังหวัดปราจีนบุรี").click()
    expect(page.locator(".fchip__values")).to_have_text("จังหวัดปราจีนบุรี")
    assert "only=facilities.area:25" in page.url


def test_a_row_of_the_legend_shows_only_its_kind_and_hides_it(officer: Callable[..., Any]) -> None:
    page = officer().page
    row = page.locator("[data-layer=facilities] .signs__row", has_text="เหมือง")
    row.locator("input").uncheck()
    in_view(page, "facilities", "2")
    row.locator("input").check()
    in_view(page, "facilities", "3")
    expect(page.locator(".fchip")).to_have_count(0)
    row.hover()
    row.locator(".signs__only").click()
    in_view(page, "facilities", "1")


def test_a_layer_turned_off_comes_back_with_back(officer: Callable[..., Any]) -> None:
    page = officer().page
    page.uncheck("[data-switch=incidents]")
    assert "off=incidents" in page.url
    expect(page.locator("[data-layer=incidents].is-off")).to_have_count(1)
    page.go_back()
    in_view(page, "incidents", "3")


def test_a_usual_period_narrows_the_reports(officer: Callable[..., Any]) -> None:
    visitor = officer()
    page = visitor.page
    page.locator(".time__presets button").nth(1).click()
    in_view(page, "incidents", "1")
    in_view(page, "facilities", "3")
    assert re.search(r"from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d", page.url)
    visitor.picture("map-time-desktop-th")
    page.go_back()
    in_view(page, "incidents", "3")


def test_the_ends_of_the_period_are_moved_by_keys(officer: Callable[..., Any]) -> None:
    page = officer().page
    first = page.locator(".histo__handle--from")
    first.focus()
    page.keyboard.press("End")
    expect(first).to_have_attribute("aria-valuetext", re.compile("25"))
    in_view(page, "incidents", "1")
    page.keyboard.press("Home")
    in_view(page, "incidents", "2")
    page.keyboard.press("PageUp")
    expect(first).to_have_attribute("aria-valuenow", "7")


def test_the_bars_can_be_heard(officer: Callable[..., Any]) -> None:
    page = officer().page
    expect(page.locator(".histo table td")).to_have_text(["1", "1"])
    page.click("[data-step=month]")
    expect(page.locator(".histo table td")).to_have_text(["1", "1", "1"])
    assert "time=month" in page.url


def test_playing_moves_the_period_and_can_be_stopped(officer: Callable[..., Any]) -> None:
    page = officer().page
    page.click(".time__play")
    page.wait_for_url(re.compile("from="))
    begun = page.url
    page.wait_for_function("before => location.href !== before", arg=begun)
    page.click(".time__play")
    stopped = page.url
    page.wait_for_timeout(1500)
    assert page.url == stopped
    page.go_back()
    in_view(page, "incidents", "3")


def test_the_past_is_shown_under_a_banner(officer: Callable[..., Any]) -> None:
    day = (NOW - timedelta(days=100)).date().isoformat()
    visitor = officer()
    page = visitor.page
    page.click(".time__asof")
    page.fill("#asof-day", day)
    page.keyboard.press("Enter")
    expect(page.locator("[data-asof]")).to_be_visible()
    in_view(page, "incidents", "1")
    assert f"as_of={day}" in page.url
    visitor.picture("map-past-desktop-th")
    page.locator("[data-asof] .button--primary").click()
    in_view(page, "incidents", "3")


def test_a_link_brings_filters_days_layers_and_folded_parts_back(officer: Callable[..., Any]) -> None:
    day = NOW.date().isoformat()
    shared = f"{AT_MILL}&off=estates&only=facilities.status:struck_off&from=2020-01-01&to={day}&time=week"
    page = officer(shared).page
    expect(page.locator(".fchip")).to_have_count(1)
    expect(page.locator("details[data-field=status][open]")).to_have_count(1)
    expect(page.locator("[data-switch=estates]")).not_to_be_checked()
    expect(page.locator("[data-step=week]")).to_have_attribute("aria-pressed", "true")
    in_view(page, "facilities", "1")
    in_view(page, "incidents", "3")
    for part in shared.partition("?")[2].split("&"):
        assert part in page.url


def test_the_list_and_the_files_ask_the_same_question(officer: Callable[..., Any]) -> None:
    page = officer(f"{AT_MILL}&only=facilities.kind:mine").page
    expect(page.locator("[data-total=facilities]")).to_contain_text("1")
    links = page.locator(".totals__line a")
    assert links.count() > 0
    assert {"kind=mine" in (link.get_attribute("href") or "") for link in links.all()} == {True}


def test_several_on_one_spot_are_listed(officer: Callable[..., Any]) -> None:
    page = officer(AT_MILL.replace("11/", "16/")).page
    box = page.locator("#map").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("[data-detail] .inview__item")).to_have_count(2)


def test_the_search_box_fits_the_map_to_an_area(officer: Callable[..., Any]) -> None:
    page = officer("/").page
    page.fill("#search-box", "ฉะเชิงเทรา")
    page.locator(".search__hit").first.wait_for()
    page.press("#search-box", "Enter")
    expect(page.locator("[data-live]")).to_contain_text("ฉะเชิงเทรา")
    zoom, lat, lon = (float(part) for part in re.findall(r"at=([\d.]+)/([\d.]+)/([\d.]+)", page.url)[0])
    assert (zoom, round(lat), round(lon)) == (9, 13, 100) or (8 <= zoom <= 9 and 13 < lat < 14)


def test_without_a_mouse_from_the_list_into_the_panel_and_back(officer: Callable[..., Any]) -> None:
    page = officer().page
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("[data-skip]")).to_be_focused()
    page.keyboard.press("Enter")
    item = page.locator(".inview__item").first
    expect(item).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-detail-title]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-side=detail]")).to_be_hidden()
    expect(item).to_be_focused()


def test_what_is_in_view_is_told(officer: Callable[..., Any]) -> None:
    page = officer().page
    expect(page.locator("[data-live]")).to_contain_text(re.compile(r"3"))


def test_on_a_telephone_time_is_a_sheet(officer: Callable[..., Any]) -> None:
    visitor = officer(phone=True)
    page = visitor.page
    page.locator(".time__open").tap()
    page.locator(".time__presets button").first.tap()
    in_view(page, "incidents", "1")
    visitor.picture("map-time-phone-th")
