"""A case from beginning to end: told from a telephone whose line drops, worked by two offices, not solved after all."""

import re
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import BrowserContext, FilePayload, Locator, Page, expect

from geo.coordinates import LonLat
from geo.models import OfficeMember
from tests.builders_incidents import a_country, a_factory, an_officer
from tests.builders_photos import a_file, a_picture, an_exif
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.live_server import granian
from tiles import serving

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PLACE = LonLat(101.0020, 13.5)
"""In Prachin Buri, 216 m from Chachoengsao."""
BEYOND = LonLat(100.9975, 13.5)
NEARER, GUILTY = "โรงแป้งมันร่มเย็น", "โรงหล่อตะวันตก"
WORDS, STILL = "กลิ่นสารเคมีแรงทุกคืนหลังสี่ทุ่ม", "เมื่อคืนยังเหม็นอยู่"


@pytest.fixture
def scene() -> None:
    """A factory on either side of a province's border, and an officer on either side."""
    serving.forget()
    a_country()
    a_factory(LonLat(101.0025, 13.5), name_th=NEARER)
    a_factory(BEYOND, key="2", number="จ3-9(6)-2/51ฉช", name_th=GUILTY)
    for name, office in (("prachin", "pio-25"), ("chachoengsao", "pio-24")):
        _works_at(an_officer("close_report", name=name), office)


def _works_at(officer: User, office: str) -> None:
    OfficeMember.objects.create(user=officer, office_id=office)


@pytest.fixture
def server(scene: None, bundles: None) -> Iterator[str]:
    """The service with streams."""
    with granian() as address:
        yield address


class Person:
    """Somebody with a browser of their own; what it says that is wrong is kept, unless the line was cut."""

    def __init__(self, context: BrowserContext, name: str, folder: Path) -> None:
        self.context, self.page = context, context.new_page()
        self.errors: list[str] = []
        self._name, self._folder, self._count = name, folder, 0
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: self.errors.append(said.text) if self._wrong(said) else None)

    def picture(self, name: str) -> None:
        """The whole page, to look at."""
        self._count += 1
        self.page.screenshot(path=self._folder / f"{self._name}-{self._count:02}-{name}.png", full_page=True)

    def fits(self) -> None:
        """Nothing of the page is wider than the screen."""
        wide, screen = self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide <= screen, f"{self.page.url} is {wide} px wide on a screen of {screen}"

    def _wrong(self, said: Any) -> bool:
        return bool(said.type == "error" and "ERR_INTERNET_DISCONNECTED" not in said.text)


@pytest.fixture
def person(chromium: Any, server: str, tmp_path: Path) -> Iterator[Callable[..., Person]]:
    """`person("name")` at a desk, `person("name", phone=True)` with a telephone; both read Thai."""
    made: list[Person] = []

    def start(name: str, *, phone: bool = False) -> Person:
        context = chromium.new_context(
            base_url=server,
            viewport=PHONE if phone else DESKTOP,
            device_scale_factor=2 if phone else 1,
            has_touch=phone,
            is_mobile=phone,
            locale="th-TH",
            permissions=["geolocation"],
        )
        made.append(Person(context, name, tmp_path))
        return made[-1]

    yield start
    for one in made:
        # Before the server goes: a stream that breaks off is an error said.
        one.page.goto("about:blank")
        one.context.close()
    assert {error for one in made for error in one.errors} == set()


def picture(seed: int, place: LonLat) -> FilePayload:
    """A picture as a telephone takes it just now: large, held sideways, with its place."""
    exif = an_exif(orientation=6, lat=place.lat, lon=place.lon, at=f"{timezone.localtime():%Y:%m:%d %H:%M:%S}")
    return {
        "name": "IMG_1.jpg",
        "mimeType": "image/jpeg",
        "buffer": a_file(a_picture(1600, 1200, seed=seed), exif=exif),
    }


def stands_at(person: Person, place: LonLat) -> None:
    person.context.set_geolocation({"longitude": place.lon, "latitude": place.lat, "accuracy": 25})


def files_while_the_line_drops(reporter: Person) -> str:
    """The form, filled in and sent without a line; the tracking code once the line is back."""
    page = reporter.page
    stands_at(reporter, PLACE)
    page.goto("/report/")
    page.check("input[value=odour]")
    page.click("[data-use-position]")
    expect(page.locator("[name=place]")).to_have_value("13.500000, 101.002000")
    page.set_input_files("#photos", picture(1, PLACE))
    expect(page.locator("[data-photo-list] img")).to_have_count(1)
    page.fill("[name=description]", WORDS)
    page.fill("[name=contact]", "0812345678")
    reporter.fits()
    reporter.picture("form")
    reporter.context.set_offline(True)
    page.click("[data-send]")
    expect(page.locator("[data-outbox-item=waiting]")).to_contain_text("รอสัญญาณ")
    reporter.picture("waiting")
    reporter.context.set_offline(False)
    sent = page.locator("[data-sent-code]")
    expect(sent).to_have_text(re.compile(r"PU-\w{4}-\w{4}"), timeout=20_000)
    return sent.inner_text()


def follows(reporter: Person, office: str, *, name: str) -> None:
    """The follow-up page says who has it."""
    page = reporter.page
    page.reload()
    expect(page.locator("main")).to_contain_text(office)
    reporter.fits()
    reporter.picture(name)


def at_the_board(officer: Person, name: str) -> Page:
    page = officer.page
    page.goto("/login/?next=/incidents/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", "x")
    page.press("[name=password]", "Enter")
    expect(page.locator("[data-live-words]")).to_have_text("เป็นปัจจุบัน")
    page.evaluate("window.stays = true")
    return page


def on_the_board(page: Page, code: str) -> Locator:
    """Its row, come without reloading."""
    row = page.locator(f"[data-board] tr[data-code={code}]")
    expect(row).to_be_visible()
    assert page.evaluate("window.stays") is True
    return row


def corrects_the_site(officer: Person) -> None:
    """The reasons of the ranking are read, and the other site is confirmed; who leads is then another."""
    page = officer.page
    likely = page.locator("section.likely")
    first = likely.locator(".likely-one").first
    expect(first).to_contain_text(NEARER)
    expect(first.locator(".likely-reasons")).to_contain_text("ห่าง")
    likely.locator(".likely-one", has_text=GUILTY).locator("input[name=source]").check()
    page.fill("#site-reason", "ไปดมที่รั้วแล้ว กลิ่นมาจากโรงหล่อ")
    likely.locator("button.button--primary").click()
    expect(page.locator(".likely-verdict")).to_contain_text(GUILTY)
    expect(page.locator("[data-competence-change]")).to_contain_text("ฉะเชิงเทรา")
    officer.picture("corrected")


def transfers_across_the_border(officer: Person) -> None:
    """To the body that leads now; it stays open, and waited for."""
    page = officer.page
    page.click("[data-competence-change] a")
    expect(page.locator("form[data-offer=transfer] input[value=pio-24]")).to_be_checked()
    page.click("form[data-offer=transfer] button")
    expect(page.locator("[data-state]")).to_have_attribute("data-state", "transferred")
    expect(page.locator(".case-facts")).to_contain_text("สำนักงานอุตสาหกรรมจังหวัดฉะเชิงเทรา รอรับเรื่อง")
    officer.picture("transferred")


def takes_the_case_on(officer: Person, code: str) -> None:
    """The receiving office finds it among its own and accepts it."""
    page = officer.page
    page.goto("/incidents/?lead=mine")
    page.click(f"tr[data-code={code}] a")
    expect(page.locator(".case-do--first h3")).to_have_text("รับเรื่อง")
    page.click("form[data-offer=accepted] button")
    expect(page.locator("[data-state]")).to_have_attribute("data-state", "accepted")


def closes_it_with_proof(officer: Person) -> None:
    """A visit at the fence with a picture is the proof; the case is resolved on it, and closed."""
    page = officer.page
    stands_at(officer, BEYOND)
    page.click(".case-do--first [data-offer=visit]")
    page.click("[data-locate]")
    expect(page.locator("#place")).not_to_have_value("")
    page.fill("#findings", "พบกลิ่นจากปล่องที่ไม่ได้ต่อระบบบำบัด สั่งให้แก้ไขแล้ว")
    page.set_input_files("#photos", picture(2, BEYOND))
    officer.picture("visit")
    page.click("[data-visit-form] button.button--primary")
    expect(page.locator("[data-visit]")).to_contain_text("สั่งให้แก้ไขแล้ว")
    expect(page.locator("[data-visit] .notice--warning")).to_have_count(0)
    page.fill("#reason-resolve", "ต่อระบบบำบัดแล้ว ไม่มีกลิ่น")
    page.click("form[data-offer=resolve] button")
    expect(page.locator("[data-state]")).to_have_attribute("data-state", "resolved")
    officer.picture("resolved")
    page.click("#close summary")
    page.fill("#reason-close", "ตรวจซ้ำแล้วเรียบร้อย")
    page.click("form[data-offer=close] button")
    expect(page.locator("[data-state]")).to_have_attribute("data-state", "closed")
    page.evaluate("window.stays = true")
    officer.picture("closed")


def says_no(reporter: Person) -> None:
    """It smells still: the case is open again."""
    page = reporter.page
    page.fill("#says", STILL)
    page.click("button[value=no]")
    expect(page.locator(".chip", has_text="เปิดเรื่องใหม่")).to_be_visible()
    reporter.fits()
    reporter.picture("not-solved")


def is_open_again(officer: Person) -> None:
    """The page of the case, open all the while, shows it with the reporter's words and what is to be done."""
    page = officer.page
    expect(page.locator("[data-state]")).to_have_attribute("data-state", "reopened")
    expect(page.locator("section[aria-labelledby=life]")).to_contain_text(STILL)
    expect(page.locator(".case-do--first h3")).to_have_text("รับเรื่อง")
    assert page.evaluate("window.stays") is True
    officer.picture("reopened")


def said_of_the_history() -> str:
    """By the command, which fails where a chain is broken."""
    said = StringIO()
    call_command("verify_history", stdout=said)
    return said.getvalue()


def test_a_case_is_seen_through_by_two_offices_and_reopened_by_its_reporter(person: Callable[..., Person]) -> None:
    first, second, reporter = person("prachin"), person("chachoengsao"), person("reporter", phone=True)
    board = at_the_board(first, "prachin")
    code = files_while_the_line_drops(reporter)
    on_the_board(board, code).locator("a").first.click()
    reporter.page.click("text=ติดตามเรื่อง")
    follows(reporter, "สำนักงานอุตสาหกรรมจังหวัดปราจีนบุรี", name="filed")
    corrects_the_site(first)
    transfers_across_the_border(first)
    at_the_board(second, "chachoengsao")
    takes_the_case_on(second, code)
    follows(reporter, "สำนักงานอุตสาหกรรมจังหวัดฉะเชิงเทรา", name="transferred")
    closes_it_with_proof(second)
    follows(reporter, "ปิดเรื่อง", name="asked")
    says_no(reporter)
    is_open_again(second)
    assert said_of_the_history().startswith("1 cases, 9 steps, 0 with erased words: 0 broken")
