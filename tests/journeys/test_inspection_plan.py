"""A planner makes a plan in Chromium: looks facilities up, ticks a team, sees routes, prints, changes it."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.builders_inspections import a_crew, a_planner, a_site

QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("PHANGUT_CHROMIUM") or "/usr/bin/chromium", args=QUIET
        )
        yield browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        browser.close()


@pytest.fixture
def scene(settings, tmp_path) -> None:
    """Two factories, a team, a planner; before the browser, whose loop Django would take for its own."""
    settings.GRAPH_DIR, settings.OSRM_URL = tmp_path, ""
    for number in (1, 2):
        a_site(number, province_code="25")
    a_crew()
    a_planner()


def test_a_plan_is_made_and_its_route_drawn(live_server, scene, page: Page) -> None:
    others = []
    page.on("request", lambda request: others.append(request.url) if live_server.url not in request.url else None)
    page.goto(f"{live_server.url}/login/?next=/inspections/new/")
    page.fill("[name=username]", "planner")
    page.fill("[name=password]", "x")
    page.press("[name=password]", "Enter")
    page.select_option("[name=province]", "25")
    page.click(".lookup__filters button[value=search]")
    for box in page.locator("[name=add]").all():
        box.check()
    page.click("button[value=add]")
    page.locator("[name=team]").check()
    page.click("button[value=plan]")
    page.wait_for_selector(".minimap path.leaflet-interactive", state="attached")
    assert page.locator("#travel-label").inner_text().startswith("เวลาเดินทางเป็นค่าประมาณ")
    assert page.locator(".itinerary tbody tr[data-facility]").count() == 2
    assert page.locator(".minimap .map-marker--number").count() == 2
    assert page.locator(".minimap path[stroke-dasharray]").count() == 3
    assert [url for url in others if not url.startswith(("data:", "blob:"))] == []
