"""The sheet: one page of the paper that was chosen, its words as text, its scale true on paper."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Page, expect
from pyproj import Geod

from facilities.models import Kind
from geo.coordinates import LonLat
from geo.models import OfficeMember
from geo.offices import office
from geo.thai import buddhist_date
from tests.builders_facilities import new_facility, registered
from tests.builders_incidents import a_country
from tests.journeys.test_register import logged_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

WEST, EAST = LonLat(101.55, 13.8), LonLat(101.65, 13.8)
VIEW = "at=12/13.80000/101.60000&view=101.5,13.7,101.7,13.9"
SIZES_MM = {
    "a4-landscape": (297, 210),
    "a4-portrait": (210, 297),
    "a3-landscape": (420, 297),
    "a3-portrait": (297, 420),
}
MM_INCH = 25.4
POINTS_INCH = 72
WGS84 = Geod(ellps="WGS84")


@pytest.fixture
def places() -> None:
    """Two mines whose distance is known; areas of backdrop quality would say so."""
    a_country()
    registered(*[new_facility(place, kind=Kind.MINE, name_th="เหมือง") for place in (WEST, EAST)])


def sheet(visitor: Any, paper: str, more: str = "") -> Page:
    """The page once the sheet is drawn."""
    page: Page = visitor.page
    page.goto(f"{visitor.base}/?{VIEW}&print={paper}{more}")
    page.locator("[data-ready]").wait_for(timeout=20_000)
    return page


def printed(page: Page, folder: Path) -> pypdfium2.PdfDocument:
    """What the browser's own print makes of it."""
    file = folder / "sheet.pdf"
    page.pdf(path=file, prefer_css_page_size=True, print_background=True)
    return pypdfium2.PdfDocument(file)


@pytest.mark.parametrize("paper", SIZES_MM)
def test_a_sheet_is_one_page_of_its_paper(
    visit: Callable[..., Any], places: None, paper: str, tmp_path: Path, settings: Any
) -> None:
    found = printed(sheet(visit(), paper, "&title=โรงงานรอบโรงเรียน"), tmp_path)
    size = [points / POINTS_INCH * MM_INCH for points in found[0].get_size()]
    assert len(found) == 1
    assert size == pytest.approx(SIZES_MM[paper], abs=0.5)
    found[0].render(scale=1.6).to_pil().save(settings.STATE_DIR / "screenshots" / f"print-{paper}.png")


def test_the_sheet_says_what_a_map_on_paper_must(visit: Callable[..., Any], places: None, tmp_path: Path) -> None:
    page = sheet(visit(language="en"), "a4-landscape", "&title=Mines round the school&only=facilities.kind:mine")
    text = printed(page, tmp_path)[0].get_textpage().get_text_bounded()
    today = timezone.localdate()
    for words in ("Mines round the school", "Legend", "Mine", "Kind: Mine", f"(B.E. {today.year + 543})", "Scale 1:"):
        assert words in text, words
    assert "Factory" not in text


def test_the_day_is_in_the_buddhist_era_and_the_office_is_named(visit: Callable[..., Any], places: None) -> None:
    user = User.objects.create_user("steward", password="x")
    OfficeMember.objects.create(user=user, office=office("pio-25"))
    visitor = visit()
    logged_in(visitor, "/facilities/")
    words = sheet(visitor, "a4-landscape").locator(".paper__words")
    expect(words).to_contain_text(f"พิมพ์เมื่อ {buddhist_date(timezone.localdate())}")
    expect(words).to_contain_text(office("pio-25").name_th)


def test_the_scale_is_true_on_paper(visit: Callable[..., Any], places: None, tmp_path: Path) -> None:
    page = sheet(visit(), "a4-landscape", "&scale=200000&off=incidents")
    box = page.locator(".paper__scale")
    assert box.get_attribute("data-scale") == "200000"
    bar = page.locator(".paper__bar-line")
    metres = float(bar.get_attribute("data-metres") or 0)
    width_mm = float(re.search(r"width: ([\d.]+)mm", bar.get_attribute("style") or "").group(1))  # type: ignore[union-attr]
    assert width_mm == pytest.approx(metres * 1000 / 200_000, rel=1e-3)
    ground_m = WGS84.inv(WEST.lon, WEST.lat, EAST.lon, EAST.lat)[2]
    assert apart_mm(printed(page, tmp_path)) == pytest.approx(ground_m * 1000 / 200_000, rel=0.01)


def apart_mm(found: pypdfium2.PdfDocument) -> float:
    """The distance between the two symbols on the sheet, measured in its picture."""
    scale = 4
    picture = np.asarray(found[0].render(scale=scale).to_pil().convert("RGB")).astype(int)
    frame = picture[200:1900, 150:2400]
    dark = np.argwhere(np.abs(frame - [31, 72, 80]).sum(axis=2) < 40)
    middle = dark[:, 1].mean()
    sides = (dark[side][:, 1] for side in (dark[:, 1] < middle, dark[:, 1] > middle))
    left, right = ((columns.min() + columns.max()) / 2 for columns in sides)
    return float((right - left) / scale / POINTS_INCH * MM_INCH)


def test_the_map_is_drawn_for_a_printer_and_in_light_colours_at_night(visit: Callable[..., Any], places: None) -> None:
    visitor = visit(dark=True)
    page = sheet(visitor, "a4-portrait")
    canvas = page.locator(".leaflet-symbols-pane canvas").first
    dots = page.evaluate("(it) => it.width / it.getBoundingClientRect().width", canvas.element_handle())
    assert dots * 96 == pytest.approx(300, abs=2)
    ground = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--map-land').trim()")
    assert ground == "#f8f7f3"
    visitor.picture("print-preview-dark")


def test_the_button_prints_what_the_screen_shows(visit: Callable[..., Any], places: None) -> None:
    page = visit().go("/?at=12/13.80000/101.60000&only=facilities.kind:mine")
    with page.context.expect_page() as opened:
        page.click("[data-print]")
    sheet_page = opened.value
    sheet_page.locator("[data-ready]").wait_for(timeout=20_000)
    assert "only=facilities.kind:mine" in sheet_page.url
    number = int(sheet_page.locator(".paper__scale").get_attribute("data-scale") or 0)
    assert 150_000 <= number <= 400_000
    sheet_page.locator(".paper__bar input").fill("เหมืองในอำเภอ")
    expect(sheet_page.locator(".paper__title")).to_have_text("เหมืองในอำเภอ")
