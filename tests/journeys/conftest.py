"""Chromium against a live server. Skips, saying so, where there is no browser or the bundles are not built."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tiles import serving

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(autouse=True)
def no_kept_tiles(settings: Any) -> Iterator[None]:
    """Tiles are kept by the version of their layer, which two test databases count alike: none is kept here."""
    settings.TILE_CACHE_BYTES = 0
    serving.tile_cache.cache_clear()
    serving.forget()
    yield
    serving.tile_cache.cache_clear()
    serving.forget()


@pytest.fixture
def chromium(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    """A browser of this test's own: Playwright keeps an event loop in this thread for as long as it lives."""
    # Django refuses its ORM beside a loop. Nothing of the test is asynchronous, so nothing can be interleaved.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    path = Path(os.environ.get("PHANGUT_CHROMIUM") or "/usr/bin/chromium")
    if not path.exists():
        pytest.skip(f"there is no Chromium at {path}; PHANGUT_CHROMIUM names another")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def bundles() -> None:
    """The browser's code, as script/bootstrap builds it."""
    if not (django_settings.STATE_DIR / "web" / "dist" / "tiles" / "map.js").exists():
        pytest.skip("the web bundles are not built: script/bootstrap builds them")


class Visit:
    """A page, and what it did that it should not: errors said, other hosts asked."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.errors: list[str] = []
        self.strangers: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._asked)

    def go(self, path: str) -> Page:
        """Opens the path and waits until nothing is on its way."""
        self.page.goto(self.base + path)
        self.page.wait_for_load_state("networkidle")
        return self.page

    def picture(self, name: str) -> None:
        """Keeps a screenshot to look at."""
        folder = django_settings.STATE_DIR / "screenshots"
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{name}.png")

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def _asked(self, request: Request) -> None:
        if urlparse(request.url).scheme in {"http", "https"} and not request.url.startswith(self.base):
            self.strangers.append(request.url)


@pytest.fixture
def visit(chromium: Browser, live_server: Any, bundles: None) -> Iterator[Callable[..., Visit]]:
    """`visit()` is a fresh visitor at a desk; `visit(phone=True)`, `visit(language="en")`, `visit(dark=True)`.

    A journey must end without an error said and without another host asked.
    """
    made: list[Visit] = []

    def start(*, phone: bool = False, language: str = "th", dark: bool = False, offline: bool = False) -> Visit:
        context = chromium.new_context(
            viewport=PHONE if phone else DESKTOP,  # type: ignore[arg-type]
            device_scale_factor=2 if phone else 1,
            has_touch=phone,
            is_mobile=phone,
            color_scheme="dark" if dark else "light",
            # A worker between the page and the server would hide requests from the journeys that look at them.
            service_workers="allow" if offline else "block",
        )
        context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
        made.append(Visit(context.new_page(), live_server.url))
        return made[-1]

    yield start
    for visitor in made:
        visitor.page.context.close()
    assert [visitor.errors + visitor.strangers for visitor in made] == [[] for _ in made]
