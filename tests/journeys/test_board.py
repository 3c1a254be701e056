"""An officer works the board: it is up to date without reloading, worked by keys, many at once, and found again."""

import json
import re
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.db import connection
from playwright.sync_api import Page, expect

from geo.coordinates import LonLat
from geo.models import OfficeMember
from incidents.models import Report
from tests.builders_incidents import a_body, a_country, a_factory, a_report, an_officer
from tests.journeys.live_server import granian
from tiles import serving

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def scene() -> User:
    """Three reports in Prachin Buri and an officer of its office."""
    serving.forget()
    a_country()
    a_factory(LonLat(101.5130, 13.5240))
    for east in range(3):
        a_report(LonLat(101.5 + east * 0.01, 13.5))
    officer = an_officer("view_exactplace", "export_report")
    OfficeMember.objects.create(user=officer, office_id="pio-25")
    return officer


@pytest.fixture
def server(scene: User) -> Iterator[str]:
    """The service with streams."""
    with granian() as address:
        yield address


def log_in(visitor: Any, path: str) -> Page:
    page: Page = visitor.go(f"/login/?next={quote(path)}")
    page.fill("[name=username]", "officer")
    page.fill("[name=password]", "x")
    page.press("[name=password]", "Enter")
    expect(page.locator("[data-board] tr[data-id]").first).to_be_visible()
    # Rows are there before the script that listens to keys.
    page.wait_for_load_state("load")
    return page


def file_by_api(address: str) -> str:
    body = json.dumps(a_body(description="กลิ่นใหม่เพิ่งเกิด")).encode()
    headers = {"Content-Type": "application/json", "Idempotency-Key": "journey-of-the-board-1"}
    with urllib.request.urlopen(urllib.request.Request(f"{address}/api/reports", body, headers)) as answer:
        return str(json.load(answer)["tracking_code"])


@pytest.fixture
def at_server(visit: Callable[..., Any], server: str) -> Iterator[Callable[..., Any]]:
    """A visitor of the service with streams."""
    made: list[Any] = []

    def start(**how: Any) -> Any:
        visitor = visit(**how)
        visitor.base = server
        visitor.page.context.add_cookies([{"name": "django_language", "value": "th", "url": server}])
        # A stream never rests, so "nothing on its way" is never true on the board.
        visitor.go = lambda path: visitor.page.goto(server + path) and visitor.page
        made.append(visitor)
        return visitor

    yield start
    for visitor in made:
        # Before the server goes: a stream that breaks off is an error said.
        visitor.page.goto("about:blank")


def test_a_new_report_appears_without_reloading(at_server: Callable[..., Any], server: str) -> None:
    visitor = at_server()
    page = log_in(visitor, "/incidents/")
    expect(page.locator("[data-live-words]")).to_have_text("เป็นปัจจุบัน")
    page.evaluate("window.stays = true")
    code = file_by_api(server)
    row = page.locator("[data-board] tbody tr").first
    expect(row).to_have_attribute("data-code", code)
    expect(row.locator(".board-new")).to_have_text("ใหม่")
    expect(page.locator("[data-announce]")).to_contain_text(code)
    expect(page.locator(".minimap .map-marker")).to_have_count(4)
    visitor.picture("board-live-desktop-th")
    assert page.evaluate("window.stays") is True


def test_a_change_by_a_colleague_is_seen_through_a_restart_of_the_connection(
    at_server: Callable[..., Any], server: str
) -> None:
    page = log_in(at_server(), "/incidents/?state=")
    expect(page.locator("[data-live-words]")).to_have_text("เป็นปัจจุบัน")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            " AND application_name = 'phangut events'"
        )
    page.wait_for_timeout(1_500)
    colleague = log_in(at_server(), "/incidents/?state=")
    colleague.keyboard.press("j")
    colleague.keyboard.press("x")
    colleague.select_option("#many-step", "triage")
    colleague.fill("#many-reason", "ข้อมูลครบ")
    colleague.click("[data-many] button")
    expect(colleague.locator(".messages")).to_contain_text("ดำเนินการแล้ว 1 เรื่อง")
    expect(page.locator("[data-board] tbody .board-state").first).to_contain_text("คัดแยกแล้ว")


def test_many_at_once_lists_those_that_could_not(at_server: Callable[..., Any]) -> None:
    visitor = at_server()
    page = log_in(visitor, "/incidents/")
    page.keyboard.press("a")
    expect(page.locator("[data-many] [data-chosen]")).to_have_text("เลือกแล้ว 3 เรื่อง")
    page.keyboard.press("s")
    page.keyboard.press("Escape")
    page.select_option("#many-step", "merge")
    first = Report.objects.order_by("pk")[0].tracking_code
    expect(page.locator("#many-into")).to_have_value(first)
    page.fill("#many-reason", "เรื่องเดียวกัน")
    visitor.picture("board-many-desktop-th")
    page.click("[data-many] button")
    expect(page.locator(".messages")).to_contain_text("ดำเนินการแล้ว 2 เรื่อง")
    expect(page.locator(".messages")).to_contain_text(f"ไม่ได้ดำเนินการ: {first}")
    assert Report.objects.filter(duplicate_of__tracking_code=first, state="duplicate").count() == 2


def test_the_board_is_worked_by_keys_and_its_views_are_kept(at_server: Callable[..., Any]) -> None:
    visitor = at_server()
    page = log_in(visitor, "/incidents/?lead=mine&sort=due")
    page.keyboard.press("?")
    expect(page.locator("[data-help-dialog]")).to_be_visible()
    visitor.picture("board-keys-desktop-th")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#board-text")).to_be_focused()
    page.keyboard.press("Tab")
    page.click("summary:has-text('มุมมองที่บันทึกไว้')")
    page.fill("#view-title", "ของสำนักงาน")
    page.check("[name=shared]")
    page.click(".board-save button")
    page.click("summary:has-text('มุมมองที่บันทึกไว้')")
    page.goto(f"{visitor.base}/incidents/?state=")
    page.click("summary:has-text('มุมมองที่บันทึกไว้')")
    page.click("text=ของสำนักงาน")
    expect(page).to_have_url(re.compile(r"state=open&lead=mine&sort=due"))
    page.wait_for_load_state("load")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/incidents/\d+/"))


def test_on_a_telephone_reports_are_cards(at_server: Callable[..., Any]) -> None:
    visitor = at_server(phone=True)
    page = log_in(visitor, "/incidents/")
    expect(page.locator("[data-filters]")).to_be_hidden()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    visitor.picture("board-phone-th")
