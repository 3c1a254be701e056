"""The register in the browser: a broken file and its bad rows, a held load, a pin dragged, a site found by a typo."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Page, expect

from facilities import jobs
from facilities.imports.advancing import advance_run
from facilities.models import Facility, ImportRun, RunState
from geo.changes import Actor
from geo.coordinates import LonLat
from tests.builders_imports import a_steward
from tests.builders_incidents import a_country, a_factory
from tiles import serving

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

HEADER = (
    "DISPFACREG,FID,FNAME,ONAME,OBJECT,FADDR,FMOO,FSOI,FROAD,FTUMNAME,FAMPNAME,FPROVNAME,STATUS,LAT,LNG,LAST_UPDATE\n"
)
BROKEN = [
    # number, name, status, latitude, longitude: a good row, exchanged coordinates, no number, an unknown status
    ("จ3-9(1)-1/51ปจ", "โรงสีเจริญทรัพย์", "ดำเนินการ", "13.52", "101.52"),
    ("จ3-9(1)-2/51ปจ", "โรงสีรุ่งเรือง", "ดำเนินการ", "101.53", "13.53"),
    ("", "ไม่มีเลขทะเบียน", "ดำเนินการ", "13.54", "101.54"),
    ("จ3-9(1)-4/51ปจ", "=cmd|' /C calc'!A0", "ยกเลิกชั่วกาล", "13.55", "101.55"),
]


def feed(*rows: tuple[str, ...]) -> dict[str, Any]:
    """A file of places of business, as a browser sends it."""
    lines = [
        f"{number},,{name},นายก,สีข้าว,{at},1,-,-,หนองกี่,ศรีมหาโพธิ,ปราจีนบุรี,{status},{lat},{lon},\n"
        for at, (number, name, status, lat, lon) in enumerate(rows, start=1)
    ]
    return {
        "name": "สถานประกอบการ.csv",
        "mimeType": "text/csv",
        "buffer": (HEADER + "".join(lines)).encode("utf-8-sig"),
    }


def many(count: int) -> dict[str, Any]:
    """A file of so many good rows."""
    return feed(*((f"จ3-9(1)-{n}/51ปจ", f"โรงสี {n}", "ดำเนินการ", f"13.5{n:03d}", "101.52") for n in range(count)))


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Callable[[], None]:
    """Does what is handed to it in a thread, as the worker does in a process; `worker()` waits until it is done."""
    settings.SNAPSHOT_DIR, threads = tmp_path / "snapshots", []

    def work(pk: int) -> None:
        advance_run(pk)
        connections.close_all()

    def enqueue(run: ImportRun) -> None:
        threads.append(Thread(target=work, args=(run.pk,)))
        threads[-1].start()

    monkeypatch.setattr(jobs, "enqueue", enqueue)
    return lambda: [thread.join(60) for thread in threads].clear()


@pytest.fixture
def scene() -> None:
    """Boundaries and a steward; before the browser, whose loop Django would take for its own."""
    serving.forget()
    a_country()
    a_steward("steward", "change_facility", "view_facility")


def logged_in(visitor: Any, path: str) -> Page:
    """The page, after logging in as the steward."""
    page: Page = visitor.go(f"/login/?next={path}")
    page.fill("[name=username]", "steward")
    page.fill("[name=password]", "x")
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"**{path}")
    return page


def send(page: Page, file: dict[str, Any], profile: str = "diw-business-location") -> None:
    """Fills in the form of a new load, and waits until it is read and compared."""
    page.set_input_files("[name=file]", file)
    page.check(f"[name=profile][value={profile}]")
    page.click("[data-send]")
    page.wait_for_url(re.compile(r"/facilities/imports/\d+/$"))
    expect(page.locator("[data-progress]")).to_have_count(0, timeout=30_000)


@pytest.mark.parametrize(("language", "phone"), [("th", False), ("en", False), ("th", True), ("en", True)])
def test_a_broken_file_shows_its_errors_and_gives_the_bad_rows(
    scene: None, worker: Callable[[], None], visit: Callable[..., Any], language: str, phone: bool
) -> None:
    visitor = visit(language=language, phone=phone)
    look = f"{'phone' if phone else 'desktop'}-{language}"
    page = logged_in(visitor, "/facilities/imports/")
    visitor.picture(f"imports-empty-{look}")
    page.click("main a[href='/facilities/imports/new/'] >> nth=0")
    visitor.picture(f"imports-new-{look}")
    send(page, feed(*BROKEN))
    visitor.picture(f"import-run-{look}")
    page.click("nav a[href$='/problems/']")
    expect(page.locator("tbody tr", has_text="101.53")).to_contain_text("2")
    visitor.picture(f"import-problems-{look}")
    with page.expect_download() as download:
        page.click("a[download]")
    rows = bad_rows(download.value.path())
    assert [row[0] for row in rows[1:]] == sorted((row[0] for row in rows[1:]), key=int)
    assert {"2", "3", "4"} <= {row[0] for row in rows[1:]}
    assert ("Row" if language == "en" else "แถว") == rows[0][0]
    assert "'=cmd|' /C calc'!A0" in {cell for row in rows for cell in row}


def bad_rows(path: Path) -> list[list[str]]:
    """The file that was downloaded, which spreadsheets read as UTF-8 by its mark."""
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def loaded_before(count: int) -> None:
    """A load that was applied, to be compared with."""
    from django.utils import timezone

    from facilities.imports.runs import start_run

    file = many(count)
    path = Path(f"/tmp/{file['name']}")
    path.write_bytes(file["buffer"])
    run = start_run(
        path,
        profile="diw-business-location",
        actor=Actor("steward"),
        reason="first",
        wants_apply=True,
        now=timezone.now(),
    )
    assert advance_run(run.pk).state == RunState.APPLIED


@pytest.mark.parametrize(("language", "phone"), [("th", False), ("en", True)])
def test_a_held_load_is_accepted_with_a_reason_in_three_actions(
    scene: None, worker: Callable[[], None], visit: Callable[..., Any], language: str, phone: bool
) -> None:
    loaded_before(40)
    visitor = visit(language=language, phone=phone)
    look = f"{'phone' if phone else 'desktop'}-{language}"
    page = logged_in(visitor, "/facilities/imports/new/")
    send(page, many(20))
    expect(page.locator("#why")).to_be_visible()
    expect(page.locator(".import-why li")).to_contain_text("40")
    visitor.picture(f"import-held-{look}")
    page.goto(page.url.rsplit("/", 2)[0] + "/")
    visitor.picture(f"imports-{look}")
    page.click(".import-held__run .button")
    page.fill("#reason", "กรมโรงงานฯ ยืนยันว่าตัดรายการซ้ำออก")
    page.check("#sure")
    page.click(".import-decide .button--primary")
    worker()
    page.goto(page.url)
    expect(page.locator(".import-log")).to_contain_text("กรมโรงงานฯ ยืนยัน")
    visitor.picture(f"import-applied-{look}")
    assert ImportRun.objects.latest("pk").state == RunState.APPLIED
    assert Facility.objects.count() == 40


def a_mill() -> Facility:
    """A rice mill whose pin lies two kilometres from where it stands."""
    return a_factory(
        LonLat(101.52, 13.52),
        name_th="โรงสีข้าวเจริญทรัพย์รุ่งเรือง",
        operator_th="บริษัท เจริญทรัพย์รุ่งเรือง จำกัด",
        subdistrict_th="ท่าตูม",
        district_th="ศรีมหาโพธิ",
        province_th="ปราจีนบุรี",
        province_code="25",
    )


def test_a_dragged_pin_moves_the_site_and_leaves_a_line_of_history(scene: None, visit: Callable[..., Any]) -> None:
    mill = a_mill()
    visitor = visit()
    page = logged_in(visitor, f"/facilities/quality/{mill.pk}/")
    page.wait_for_selector("[data-pin]")
    before = page.input_value("[name=place]")
    drag(page, "[data-pin]", 120, -80)
    expect(page.locator("[name=place]")).not_to_have_value(before)
    visitor.picture("quality-fix-desktop-th")
    form = page.locator("[data-site-form=place]")
    form.locator("[name=error_radius_m]").fill("30")
    form.locator("[name=reason]").fill("ไปตรวจสถานที่จริง")
    moved = page.input_value("[name=place]")
    form.locator("button").click()
    page.wait_for_url(re.compile(r"/facilities/quality/"))
    visitor.go(f"/facilities/{mill.pk}/")
    lat, lon = (float(part) for part in moved.split(","))
    expect(page.locator("[aria-labelledby=position]")).to_contain_text(f"{lat:.5f}, {lon:.5f}")
    expect(page.locator("[aria-labelledby=history]")).to_contain_text("ไปตรวจสถานที่จริง")
    visitor.picture("dossier-moved-desktop-th")
    mill.refresh_from_db()
    assert mill.position is not None
    assert (round(mill.position.y, 5), round(mill.position.x, 5)) == (round(lat, 5), round(lon, 5))


def drag(page: Page, selector: str, right: int, down: int) -> None:
    """With the mouse, in steps, as a hand does."""
    box = page.locator(selector).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right, y + down, steps=8)
    page.mouse.up()


TYPO = "เจรินทรัพรุ่งเรือง"
"""น for ญ and a silent ์ย left out, as people type it."""


@pytest.mark.parametrize(("language", "phone"), [("th", False), ("en", False), ("th", True), ("en", True)])
def test_a_site_is_found_by_a_typo_and_its_dossier_read(
    scene: None, visit: Callable[..., Any], language: str, phone: bool
) -> None:
    mill = a_mill()
    a_factory(LonLat(101.7, 13.6), key="2", name_th="โรงน้ำแข็งสยาม")
    visitor = visit(language=language, phone=phone)
    look = f"{'phone' if phone else 'desktop'}-{language}"
    page = visitor.go("/facilities/")
    page.fill("#search-box", TYPO)
    expect(page.locator("#search-list [role=option]").first).to_contain_text(mill.name_th)
    visitor.picture(f"search-typo-{look}")
    visitor.go(f"/facilities/?find={TYPO}")
    rows = page.locator("tr[data-facility]")
    expect(rows.first).to_contain_text(mill.name_th)
    visitor.picture(f"list-typo-{look}")
    rows.first.locator("a").first.click()
    page.wait_for_url(f"**/facilities/{mill.pk}/")
    for section in ("facts", "position", "licences", "statuses", "hazards", "neighbours"):
        expect(page.locator(f"section[aria-labelledby={section}]")).to_be_visible()
    expect(page.locator(".minimap .leaflet-marker-icon").first).to_be_visible()
    visitor.picture(f"dossier-{look}")
    page.emulate_media(media="print")
    expect(page.locator("header.bar")).to_be_hidden()
    expect(page.locator("section[aria-labelledby=licences]")).to_be_visible()
    visitor.picture(f"dossier-print-{look}")


def test_any_table_is_mapped_on_the_page(scene: None, worker: Callable[[], None], visit: Callable[..., Any]) -> None:
    visitor = visit()
    page = logged_in(visitor, "/facilities/imports/new/")
    table = "รหัส,ชื่อร้าน,ตำบล,อำเภอ,จังหวัด,Latitude,Longitude\nA1,ร้านขนม,ท่าตูม,ศรีมหาโพธิ,ปราจีนบุรี,13.55,101.55\n"
    page.set_input_files("[name=file]", {"name": "ร้านค้า.csv", "mimeType": "text/csv", "buffer": table.encode()})
    page.check("[name=profile][value=generic]")
    page.click("[data-send]")
    page.wait_for_url(re.compile(r"/facilities/imports/new/[\w-]+/$"))
    visitor.picture("import-columns-desktop-th")
    page.select_option("#kind", "sme")
    page.click("button[value=begin]")
    page.wait_for_url(re.compile(r"/facilities/imports/\d+/$"))
    expect(page.locator("[data-progress]")).to_have_count(0, timeout=30_000)
    page.fill("#reason", "ข้อมูลจากจังหวัด")
    page.check("#sure")
    page.click(".import-decide .button--primary")
    worker()
    assert Facility.objects.get(source_key="A1").kind == "sme"
