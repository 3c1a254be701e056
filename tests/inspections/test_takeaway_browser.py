"""The file to take along, in Chromium without any network."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from inspections.takeaway import plan_html
from tests.builders_inspections import a_plan, a_site

NASTY = "โรงงาน `${alert(1)}` </script><script>alert(2)</script> \"'\\ {{ 7*7 }}"
QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")


@pytest.mark.journey
@pytest.mark.django_db
def test_it_draws_routes_and_shows_names_as_text_with_no_network(settings, tmp_path: Path) -> None:
    settings.GRAPH_DIR, settings.OSRM_URL = tmp_path, ""
    file = tmp_path / "plan.html"
    file.write_text(plan_html(a_plan(a_site(1, name_th=NASTY), a_site(2))), encoding="utf-8")
    seen = look_at(file)
    assert (seen["lines"], seen["stops"], seen["offices"]) == (3, 2, 2)
    assert NASTY in seen["popups"]
    assert seen["asked"] == [file.as_uri()]
    assert seen["troubles"] == []


def look_at(file: Path) -> dict:
    """Opens the file offline, opens the stops' popups, and says what was drawn, asked for and complained of."""
    asked, troubles = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("PHANGUT_CHROMIUM") or "/usr/bin/chromium", args=QUIET
        )
        page = browser.new_context(offline=True).new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: troubles.append(dialog.message) or dialog.dismiss())
        page.goto(file.as_uri())
        page.wait_for_selector(".stop")
        words = []
        for stop in page.locator(".stop").all():
            stop.dispatch_event("click")
            words += page.locator(".leaflet-popup-content").all_inner_texts()
        seen = {
            "popups": " ".join(words),
            "lines": page.locator("path[stroke-dasharray='8 8']").count(),
            "stops": page.locator(".stop").count(),
            "offices": page.locator(".office").count(),
        }
        browser.close()
    return {**seen, "asked": asked, "troubles": troubles}
