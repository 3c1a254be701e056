"""The head of an office: what is overdue, where, whose, on one page; every number leads to its cases."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from geo.coordinates import LonLat
from geo.models import OfficeMember
from incidents.deadlines import load_deadlines
from incidents.states import State
from tests.builders_cases import a_case
from tests.builders_incidents import CHACHOENGSAO, a_country, a_factory, a_report, an_officer
from tests.journeys.test_map_barriers import faults
from tiles import serving

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def scene() -> None:
    """Cases of two offices, three of them long overdue, and the head of one of these offices."""
    serving.forget()
    a_country()
    load_deadlines()
    a_factory(LonLat(101.51, 13.52))
    for state in (State.RECEIVED, State.ASSIGNED, State.ACTING):
        a_case(state)
    a_report(CHACHOENGSAO, now=timezone.now() - timedelta(minutes=5))
    OfficeMember.objects.create(user=an_officer("export_report"), office_id="pio-25")


@pytest.fixture
def head(scene: None, visit: Callable[..., Any]) -> Callable[..., Any]:
    """Logged in, at the dashboard."""

    def start(path: str = "/dashboard/", **how: Any) -> Any:
        visitor = visit(**how)
        page = visitor.go(f"/login/?next={quote(path)}")
        page.fill("[name=username]", "officer")
        page.fill("[name=password]", "x")
        page.press("[name=password]", "Enter")
        expect(page.locator(".dash-card").first).to_be_visible()
        return visitor

    return start


def at_board(page: Page) -> None:
    """The board streams: its page never rests."""
    page.locator("[data-board]").wait_for()


def test_what_is_overdue_where_and_whose_is_on_one_page(head: Callable[..., Any]) -> None:
    visitor = head()
    page = visitor.page
    expect(page.locator("h1")).to_have_text("สำนักงานอุตสาหกรรมจังหวัดปราจีนบุรี")
    expect(page.locator(".dash-head .is-late .dash-head__number")).to_have_text("3")
    expect(page.locator(".dash-card--longest tbody tr")).to_have_count(3)
    expect(page.locator(".dash-card--areas tbody tr")).to_contain_text("อำเภอศรีมหาโพธิ")
    expect(page.locator(".dash-card--offices tbody tr").first).to_contain_text("ปราจีนบุรี")
    visitor.picture("dashboard-desktop-th")


def test_two_actions_lead_to_the_overdue_case(head: Callable[..., Any]) -> None:
    page = head().page
    page.locator(".dash-head .is-late a").first.click()
    at_board(page)
    expect(page.locator("[data-board] tbody tr")).to_have_count(3)
    page.goto("about:blank")


def test_the_map_shows_the_same_cases(head: Callable[..., Any]) -> None:
    page = head(language="en").page
    page.get_by_role("link", name="Overdue: on the map").click()
    expect(page.locator('[data-total="incidents"]')).to_contain_text("3")
    expect(page.locator("[data-chips] li")).to_have_count(2)


def test_the_country_and_one_subject(head: Callable[..., Any]) -> None:
    page = head(language="en").page
    page.select_option("#office", "all")
    page.select_option("#category", "odour")
    page.click(".dash-form button")
    expect(page.locator("h1")).to_have_text("The whole country")
    expect(page.locator(".dash-card--offices tbody tr")).to_have_count(2)
    expect(page.locator(".dash-card--subjects tbody tr")).to_have_count(1)


def test_a_table_is_taken_as_a_file(head: Callable[..., Any]) -> None:
    page = head().page
    with page.expect_download() as download:
        page.locator(".dash-card--offices a[download]").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert len(text.splitlines()) == 4


@pytest.mark.parametrize(
    ("phone", "language", "dark"), [(False, "th", False), (False, "en", True), (True, "th", False), (True, "en", True)]
)
def test_nobody_is_kept_out_of_it(head: Callable[..., Any], phone: bool, language: str, dark: bool) -> None:
    visitor = head(phone=phone, language=language, dark=dark)
    visitor.picture(f"dashboard-{'phone' if phone else 'desktop'}-{language}-{'dark' if dark else 'light'}")
    assert faults(visitor.page) == []
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_strangers_see_what_is_public(scene: None, visit: Callable[..., Any]) -> None:
    visitor = visit()
    page = visitor.go("/dashboard/")
    expect(page.locator(".dash-card")).to_have_count(3)
    expect(page.locator(".dash-head")).to_have_count(0)
    assert faults(page) == []
    visitor.picture("dashboard-public-th")


def test_on_paper_nothing_is_cut_off(head: Callable[..., Any]) -> None:
    page = head().page
    page.emulate_media(media="print")
    assert page.locator(".bar").is_hidden()
    cut_off = "[...document.querySelectorAll('.table-scroll')].filter((box) => box.scrollHeight > box.clientHeight + 1)"
    assert page.evaluate(f"{cut_off}.length") == 0
