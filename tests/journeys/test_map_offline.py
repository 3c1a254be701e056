"""The map without a line: the last view and what was opened can be read, of a stated moment, by its reader only."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, expect

from facilities.models import Facility
from geo import offline
from geo.coordinates import LonLat
from tests.builders_facilities import new_facility, registered
from tests.builders_geo import an_area, an_edition
from tests.journeys.screen import View
from tests.journeys.test_register import logged_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

MILL = LonLat(101.6, 13.8)
VIEW = View.at(14, MILL)


@pytest.fixture
def mill() -> Facility:
    """One mill in one province."""
    an_edition(an_area("25", west=101, name_th="ปราจีนบุรี"))
    return registered(new_facility(MILL, name_th="โรงสีริมคลอง"))[0]


def kept(visitor: Any, more: str = "", holds: str = "/tiles/facilities/") -> Page:
    """The page, once the worker keeps an address of its view that begins so."""
    page: Page = visitor.go(f"/?{VIEW.address}{more}")
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    for _ in range(80):
        if any(one.startswith(holds) for one in stored(page)):
            return page
        page.wait_for_timeout(250)
    raise AssertionError(f"{holds} was not kept: {stored(page)}")


def stored(page: Page) -> list[str]:
    """The addresses that are kept of what readers saw."""
    return page.evaluate(  # type: ignore[no-any-return]
        """async () => {
            const names = (await caches.keys()).filter((name) => name.startsWith("phangut-view-"));
            const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
            return all.flat().map(({ url }) => new URL(url).pathname);
        }"""
    )


def test_the_last_view_and_what_was_opened_are_read_without_a_line(visit: Callable[..., Any], mill: Facility) -> None:
    visitor = visit(offline=True)
    page = kept(visitor)
    page.mouse.click(*VIEW.pixel(MILL))
    expect(page.locator("[data-detail-title]")).to_have_text("โรงสีริมคลอง")
    page.wait_for_timeout(500)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("[data-detail-title]")).to_have_text("โรงสีริมคลอง")
    expect(page.locator("[data-offline]")).to_contain_text("ข้อมูลที่เห็นเป็นของเวลา")
    expect(page.locator("[data-count=facilities]")).to_have_text("1")
    visitor.picture("map-offline-desktop-th")
    visitor.errors.clear()  # Chromium writes every failed request into the console


def test_once_there_is_a_line_again_nothing_old_is_left(visit: Callable[..., Any], mill: Facility) -> None:
    visitor = visit(offline=True, phone=True)
    page = kept(visitor, f"&sel=facilities:{mill.pk}", holds=f"/facilities/{mill.pk}/panel/")
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("[data-offline]")).to_be_visible()
    expect(page.locator("[data-detail-title]")).to_have_text("โรงสีริมคลอง")
    visitor.picture("map-offline-phone-th")
    Facility.objects.filter(pk=mill.pk).update(name_th="โรงสีชื่อใหม่")
    page.context.set_offline(False)
    expect(page.locator("[data-detail-title]")).to_have_text("โรงสีชื่อใหม่")
    expect(page.locator("[data-offline]")).to_be_hidden()
    assert page.evaluate("document.documentElement.dataset.kept") is None
    visitor.errors.clear()


def test_a_page_that_stays_open_says_of_when_it_is_and_catches_up(visit: Callable[..., Any], mill: Facility) -> None:
    visitor = visit(offline=True)
    page = kept(visitor)
    page.context.set_offline(True)
    expect(page.locator("[data-offline]")).to_contain_text("ข้อมูลที่เห็นเป็นของเวลา")
    page.context.set_offline(False)
    expect(page.locator("[data-offline]")).to_be_hidden()
    visitor.errors.clear()


def test_logging_out_leaves_nothing_of_what_was_seen(visit: Callable[..., Any], mill: Facility) -> None:
    User.objects.create_user("steward", password="x")
    visitor = visit(offline=True)
    logged_in(visitor, "/facilities/")
    page = kept(visitor)
    mine = caches_of(page)
    assert mine != ["phangut-view-public"]
    page.locator("[data-menu] summary").click()
    page.locator("form[action='/logout/'] button").click()
    page.wait_for_load_state("networkidle")
    assert not set(mine) & set(caches_of(page))


def test_another_reader_on_the_same_machine_finds_nothing_either(visit: Callable[..., Any], mill: Facility) -> None:
    User.objects.create_user("steward", password="x")
    other = User.objects.create_user("other", password="x")
    visitor = visit(offline=True)
    logged_in(visitor, "/facilities/")
    page = kept(visitor)
    mine = caches_of(page)
    page.context.clear_cookies()  # the session ended without a logout
    page.context.set_offline(True)
    page.context.set_offline(False)
    client = logged_in_elsewhere(other)
    page.context.add_cookies([{"name": "sessionid", "value": client, "url": visitor.base}])
    kept(visitor)
    assert not set(mine) & set(caches_of(page))
    visitor.errors.clear()


def test_a_page_of_before_the_login_does_not_make_its_reader_nobody_again(
    visit: Callable[..., Any], mill: Facility
) -> None:
    User.objects.create_user("steward", password="x")
    visitor = visit(offline=True)
    kept(visitor)
    logged_in(visitor, "/facilities/")
    page = kept(visitor)
    mine = caches_of(page)
    assert mine not in ([], ["phangut-view-public"])
    page.evaluate("navigator.serviceWorker.ready.then((it) => it.active.postMessage({ reader: 'public', keep: [] }))")
    page.wait_for_timeout(1000)
    assert caches_of(page) == mine


def test_what_an_officer_saw_is_not_shown_after_half_a_day(visit: Callable[..., Any], mill: Facility) -> None:
    User.objects.create_user("steward", password="x")
    visitor = visit(offline=True)
    logged_in(visitor, "/facilities/")
    page = kept(visitor)
    page.evaluate(
        """async (hours) => {
            const cache = await caches.open((await caches.keys()).find((name) => name.startsWith("phangut-view-")));
            const known = await cache.match("/");
            const headers = new Headers(known.headers);
            headers.set("X-Kept-At", Date.now() - hours * 3_600_000);
            await cache.put("/", new Response(await known.text(), { headers }));
        }""",
        12.1,
    )
    page.context.set_offline(True)
    with pytest.raises(PlaywrightError, match=r"ERR_FAILED|ERR_INTERNET_DISCONNECTED"):
        page.reload()
    page.context.set_offline(False)
    page.goto(visitor.base + "/login/")
    assert "/" not in stored(page)
    visitor.errors.clear()


def test_a_new_version_is_offered_and_not_forced(
    visit: Callable[..., Any], mill: Facility, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = visit(offline=True)
    page = kept(visitor)
    monkeypatch.setattr(offline, "_kept", {**offline._kept, "/login/": offline.Kept("/login/", ())})
    page.evaluate("navigator.serviceWorker.ready.then((it) => it.update()).then(() => null)")
    offer = page.locator("[data-toast] button")
    expect(offer).to_be_visible()
    visitor.picture("map-update-offered-th")
    with page.expect_navigation():
        offer.click()
    assert page.evaluate("caches.keys().then((names) => names.filter((it) => it.includes('pages')).length)") == 1


def test_the_map_can_be_installed(visit: Callable[..., Any], mill: Facility) -> None:
    page = visit(language="en").go("/")
    link = page.locator("link[rel=manifest]").get_attribute("href") or ""
    told = page.evaluate("(path) => fetch(path, { credentials: 'include' }).then((it) => it.json())", link)
    assert (told["lang"], told["display"], told["start_url"]) == ("en", "standalone", "/")
    assert told["name_localized"]["th"].startswith("ผังอุต")
    sizes = page.evaluate(
        """(icons) => Promise.all(icons.map(async ({ src }) => {
            const image = await createImageBitmap(await (await fetch(src)).blob());
            return `${image.width}x${image.height}`;
        }))""",
        told["icons"],
    )
    assert sizes == [icon["sizes"] for icon in told["icons"]]


def caches_of(page: Page) -> list[str]:
    """The names of the readers' caches."""
    return page.evaluate(  # type: ignore[no-any-return]
        "caches.keys().then((names) => names.filter((name) => name.startsWith('phangut-view-')))"
    )


def logged_in_elsewhere(user: User) -> str:
    """A session of this user."""
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value
