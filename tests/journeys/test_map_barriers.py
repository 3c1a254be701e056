"""Nobody is kept out of the map page: axe-core finds no serious fault, by day and night, in both languages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page

from tests.journeys.test_map_panel import AT_MILL, officer, scene

__all__ = ["officer", "scene"]

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_SERIOUS = {"serious", "critical"}


def faults(page: Page) -> list[str]:
    """What axe-core calls serious or critical, with the first place of each."""
    source = settings.STATE_DIR / "web" / "node_modules" / "axe-core" / "axe.min.js"
    if not source.exists():
        pytest.skip("axe-core is not installed: script/bootstrap installs it")
    # Evaluated, not added as a script: the page's policy lets in nothing that is not its own.
    page.evaluate(source.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", _RULES)
    return [
        f"{one['id']}: {one['nodes'][0]['target']} {one['nodes'][0]['failureSummary']}"
        for one in found["violations"]
        if one["impact"] in _SERIOUS
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_with_panels_closed_and_open(officer: Callable[..., Any], phone: bool, language: str, dark: bool) -> None:
    visitor = officer(f"{AT_MILL}&only=facilities.kind:mine", phone=phone, language=language, dark=dark)
    page = visitor.page
    assert faults(page) == []
    unfold(page, phone)
    visitor.picture(f"map-open-{'phone' if phone else 'desktop'}-{language}-{'dark' if dark else 'light'}")
    assert faults(page) == []


def unfold(page: Page, phone: bool) -> None:
    """The menu of filters, the list, the panel of a facility."""
    if phone:
        page.locator("[data-side=layers] [data-handle]").press("ArrowUp")
    page.click("[data-add-filter]")
    page.locator(".fmenu__item").first.wait_for()
    page.locator("[data-inview] summary").click()
    page.locator(".inview__item").first.click()
    page.locator("[data-detail] article").wait_for()


def test_under_the_banner_of_the_past(officer: Callable[..., Any]) -> None:
    visitor = officer(f"{AT_MILL}&as_of=2026-01-01&only=facilities.area:xx")
    page = visitor.page
    page.locator("[data-asof] button").first.click()
    page.locator(".fchip__why").wait_for()
    assert faults(page) == []
    visitor.errors.clear()  # Chromium writes the refusal into the console


def test_while_searching(officer: Callable[..., Any]) -> None:
    page = officer().page
    page.fill("#search-box", "โรงสี")
    page.locator(".search__hit").first.wait_for()
    assert faults(page) == []
    page.fill("#search-box", "ไม่มีอะไรชื่อนี้เลย")
    page.locator(".search__note").wait_for()
    assert faults(page) == []
