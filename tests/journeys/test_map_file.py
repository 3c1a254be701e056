"""A visitor takes the map along: one file, opened from the disk with the network off, says what was on the screen."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from geo.coordinates import LonLat
from tests.builders_incidents import a_country, a_factory, a_report
from tests.journeys.test_map_barriers import faults
from tiles import serving

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

AT = "/?at=14/13.5/101.5"
HOSTILE = "`${alert(1)}`</script><script>alert(2)</script>{{ 7*7 }}<img src=x onerror=alert(3)>"


@pytest.fixture
def scene() -> None:
    """One factory with a name that would do harm, another beside it, a report."""
    serving.forget()
    a_country()
    a_factory(LonLat(101.5, 13.5), name_th=HOSTILE)
    a_factory(LonLat(101.51, 13.5), key="2")
    a_report(LonLat(101.52, 13.51))


def saved(page: Page, folder: Path) -> Path:
    """The file that the button gives."""
    if page.viewport_size and page.viewport_size["width"] < 760:
        page.locator("[data-side=layers] [data-handle]").press("ArrowUp")
    with page.expect_download() as download:
        page.locator("[data-takeaway-save]").click()
    file = folder / "map.html"
    download.value.save_as(file)
    return file


@pytest.fixture
def opened(chromium: Browser) -> Any:
    """A page of a browser without a network, and what it asked for and complained of."""

    def open_file(file: Path, *, phone: bool = False, dark: bool = False) -> tuple[Page, list[str], list[str]]:
        size: Any = {"width": 390, "height": 844} if phone else {"width": 1440, "height": 900}
        page = chromium.new_context(offline=True, viewport=size, color_scheme="dark" if dark else "light").new_page()
        asked: list[str] = []
        troubles: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: message.type == "error" and troubles.append(message.text))
        page.on("dialog", lambda dialog: troubles.append(dialog.message) or dialog.dismiss())
        page.goto(file.as_uri())
        page.locator("[data-legend] section").first.wait_for()
        return page, asked, troubles

    return open_file


def test_it_opens_from_the_disk_and_asks_nobody(
    scene: None, visit: Callable[..., Any], opened: Any, tmp_path: Path
) -> None:
    file = saved(visit().go(AT), tmp_path)
    page, asked, troubles = opened(file)
    middle = page.locator(".folium-map").bounding_box()
    page.mouse.click(middle["x"] + middle["width"] / 2, middle["y"] + middle["height"] / 2)
    assert HOSTILE in page.locator(".leaflet-popup-content").inner_text()
    page.locator("[data-list] summary").click()
    assert page.locator("[data-list] li").count() == 3
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
    assert troubles == []


def test_a_thing_of_the_list_is_found_on_the_map(
    scene: None, visit: Callable[..., Any], opened: Any, tmp_path: Path
) -> None:
    page, _asked, troubles = opened(saved(visit(language="en").go(AT), tmp_path))
    page.locator("[data-list] summary").click()
    page.get_by_role("button", name="โรงงานทดสอบ 2").click()
    assert "โรงงานทดสอบ 2" in page.locator(".leaflet-popup-content").inner_text()
    assert "Operating" in page.locator(".leaflet-popup-content").inner_text()
    assert troubles == []


@pytest.mark.parametrize(("phone", "dark"), [(False, False), (True, True)])
def test_nobody_is_kept_out_of_it(
    scene: None, visit: Callable[..., Any], opened: Any, tmp_path: Path, settings: Any, phone: bool, dark: bool
) -> None:
    page, _asked, troubles = opened(saved(visit(phone=phone).go(AT), tmp_path), phone=phone, dark=dark)
    folder = settings.STATE_DIR / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"map-file-{'phone-dark' if phone else 'desktop'}-th.png")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert troubles == []


def test_a_view_that_cannot_be_saved_says_why(scene: None, visit: Callable[..., Any]) -> None:
    visitor = visit(language="en")
    page = visitor.go(AT)
    page.route("**/tiles/map.html*", lambda route: route.fulfill(status=503, json={"detail": "Ask for less"}))
    page.locator("[data-takeaway-save]").click()
    expect(page.locator("[data-toast]")).to_have_text("Ask for less")
    # The browser says of every answer that it is a refusal.
    assert all("503" in error for error in visitor.errors)
    visitor.errors.clear()
