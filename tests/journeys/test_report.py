"""A citizen reports a smell from a telephone; an officer sees it on the map and the board."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from geo.coordinates import LonLat
from tests.builders_incidents import a_country, a_factory, an_officer
from tiles import serving

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PLACE = LonLat(101.5123, 13.5234)


@pytest.fixture
def scene() -> None:
    """A factory in Prachin Buri and an officer; before the browser, whose loop Django would take for its own."""
    serving.forget()
    a_country()
    a_factory(LonLat(101.5130, 13.5240))
    an_officer("view_reportercontact")


def report_from_telephone(visitor: Any) -> str:
    """Fills the form in by device position and sends it; the tracking code."""
    page = visitor.page
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"longitude": PLACE.lon, "latitude": PLACE.lat, "accuracy": 25})
    visitor.go("/report/")
    page.check("input[value=odour]")
    page.click("[data-use-position]")
    expect(page.locator("[name=place]")).to_have_value("13.523400, 101.512300")
    expect(page.locator(".report-map .leaflet-marker-icon")).to_have_count(1)
    page.fill("[name=description]", "กลิ่นสารเคมีแรงทุกคืนหลังสี่ทุ่ม")
    page.fill("[name=contact]", "0812345678")
    visitor.picture("report-form-phone-th")
    page.click("[data-send]")
    expect(page).to_have_url(re.compile(r"/report/PU-\w{4}-\w{4}/"))
    visitor.picture("report-follow-up-phone-th")
    return str(page.locator("[data-tracking-code]").inner_text())


def test_a_report_from_a_telephone_reaches_the_officers_map_and_board(scene: None, visit: Callable[..., Any]) -> None:
    code = report_from_telephone(visit(phone=True))
    officer = visit()
    page = officer.go("/login/?next=/incidents/")
    page.fill("[name=username]", "officer")
    page.fill("[name=password]", "x")
    page.press("[name=password]", "Enter")
    expect(page.locator(".minimap .leaflet-marker-icon")).to_have_count(1)
    page.hover("tbody tr[data-id]")
    expect(page.locator(".leaflet-tooltip")).to_have_text(code)
    officer.picture("incident-board-desktop-th")
    page.click(f"text={code}")
    expect(page.locator(".minimap .map-marker--number")).to_have_count(1)
    page.click("form[action$='/contact/#contact'] button")
    expect(page.locator("[data-contact]")).to_have_text("0812345678")
    page.click("#triaged summary")
    page.fill("#reason-triaged", "ข้อมูลครบ ส่งเจ้าหน้าที่")
    page.click("form[data-offer=triaged] button")
    expect(page.locator("[data-state]")).to_have_text("คัดแยกแล้ว")
    officer.picture("incident-dossier-desktop-th")


def test_a_pin_set_by_hand_carries_no_accuracy_of_the_device(scene: None, visit: Callable[..., Any]) -> None:
    visitor = visit(phone=True)
    page = visitor.page
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"longitude": PLACE.lon, "latitude": PLACE.lat, "accuracy": 25})
    visitor.go("/report/")
    page.click("[data-use-position]")
    expect(page.locator("[data-accuracy]")).to_have_value("25")
    page.locator(".report-map").click(position={"x": 60, "y": 60})
    expect(page.locator("[data-accuracy]")).to_have_value("")
    expect(page.locator("[name=place]")).not_to_have_value("13.523400, 101.512300")


def test_the_form_works_without_a_script(
    scene: None, visit: Callable[..., Any], chromium: Any, live_server: Any
) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/report/")
    page.check("input[value=odour]")
    page.fill("[name=place]", "13.5234, 101.5123")
    page.fill("[name=description]", "กลิ่นแรง")
    page.click("[data-send]")
    expect(page.locator("[data-tracking-code]")).to_have_text(re.compile(r"PU-\w{4}-\w{4}"))
