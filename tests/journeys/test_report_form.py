"""The public form on a telephone: the line drops while a report with a picture is written, and it goes out once."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from geo.coordinates import LonLat
from incidents.models import Report
from tests.builders_incidents import a_country, a_factory, a_report, an_officer
from tests.builders_photos import a_file, a_picture, an_exif
from tests.journeys.conftest import PHONE
from tiles import serving

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PLACE = LonLat(101.5123, 13.5234)


@pytest.fixture
def scene(settings: Any, tmp_path: Path) -> None:
    """A factory in Prachin Buri, an officer, and pictures of this test's own."""
    settings.PHOTO_DIR = tmp_path / "photos"
    serving.forget()
    a_country()
    a_factory(LonLat(101.5130, 13.5240), name_th="โรงแป้งมันร่มเย็น")
    an_officer("file_for_caller", "view_exactplace")


@pytest.fixture
def telephone(scene: None, chromium: Any, live_server: Any, bundles: None) -> Iterator[BrowserContext]:
    """A telephone whose line the test may cut: what a browser says of that is no error of the page."""
    context = chromium.new_context(
        viewport=PHONE, device_scale_factor=2, has_touch=True, is_mobile=True, base_url=live_server.url
    )
    context.grant_permissions(["geolocation"])
    context.set_geolocation({"longitude": PLACE.lon, "latitude": PLACE.lat, "accuracy": 25})
    yield context
    context.close()


def picture(name: str = "IMG_1.jpg") -> dict[str, Any]:
    """A picture as a telephone takes it: large, held sideways, with its place."""
    data = a_file(a_picture(3000, 2000), exif=an_exif(orientation=6, lat=13.6, lon=101.6))
    return {"name": name, "mimeType": "image/jpeg", "buffer": data}


def filled(page: Page) -> Page:
    """The form, filled in by device position with one picture."""
    page.goto("/report/")
    page.check("input[value=odour]")
    page.click("[data-use-position]")
    expect(page.locator("[name=place]")).to_have_value("13.523400, 101.512300")
    page.set_input_files("#photos", picture())
    expect(page.locator("[data-photo-list] img")).to_have_count(1)
    page.fill("[name=description]", "กลิ่นสารเคมีแรงทุกคืนหลังสี่ทุ่ม")
    return page


def snap(page: Page, name: str, settings: Any, *, whole: bool = False) -> None:
    """Keeps a screenshot to look at."""
    folder = settings.STATE_DIR / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png", full_page=whole)


def test_the_line_drops_and_the_report_with_its_picture_goes_out_once(telephone: BrowserContext, settings: Any) -> None:
    page = filled(telephone.new_page())
    snap(page, "report-form-full-phone-th", settings, whole=True)
    telephone.set_offline(True)
    page.click("[data-send]")
    expect(page.locator("[data-outbox-item=waiting]")).to_contain_text("รอสัญญาณ")
    snap(page, "report-waiting-phone-th", settings)
    assert not Report.objects.exists()
    telephone.set_offline(False)
    code = page.locator("[data-sent-code]")
    expect(code).to_have_text(re.compile(r"PU-\w{4}-\w{4}"), timeout=20_000)
    report = Report.objects.get()
    assert (report.tracking_code, report.channel, report.accuracy_m) == (code.inner_text(), "web", 25.0)
    (photo,) = report.photos.all()
    assert (photo.width, photo.height) == (1365, 2048)
    assert photo.taken_at is not None
    assert report.contact.device_position.x == pytest.approx(PLACE.lon)
    snap(page, "report-sent-phone-th", settings)
    page.click("text=ติดตามเรื่อง")
    expect(page.locator("[data-tracking-code]")).to_have_text(report.tracking_code)
    snap(page, "report-follow-phone-th", settings, whole=True)
    page.goto("/report/")
    expect(page.locator("[data-mine-list] a")).to_have_text(report.tracking_code)


def test_an_answer_that_got_lost_does_not_file_twice(telephone: BrowserContext) -> None:
    page = filled(telephone.new_page())
    lost: list[str] = []

    def lose(route: Any) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch().json()["tracking_code"])
        route.abort()

    page.route("**/api/reports", lose)
    page.click("[data-send]")
    expect(page).to_have_url(re.compile(r"/report/$"))
    expect(page.locator("[data-sent-code]")).to_have_text(re.compile("PU-"), timeout=20_000)
    assert [report.tracking_code for report in Report.objects.all()] == lost


def test_while_the_service_is_away_the_form_says_so_and_keeps_the_report(telephone: BrowserContext) -> None:
    page = telephone.new_page()
    page.goto("/report/")
    page.check("input[value=odour]")
    page.route("**/api/understand**", lambda route: route.fulfill(status=503))
    page.route("**/api/reports", lambda route: route.fulfill(status=503))
    page.fill("[name=place]", "อ.ศรีมหาโพธิ จ.ปราจีนบุรี")
    page.fill("[name=description]", "กลิ่นสารเคมีแรงทุกคืนหลังสี่ทุ่ม")
    page.click("[data-send]")
    waiting = page.locator("[data-outbox-item=waiting]")
    expect(waiting).to_contain_text("ระบบขัดข้องชั่วคราว")
    expect(waiting).not_to_contain_text("รอสัญญาณ")
    page.unroute("**/api/reports")
    waiting.locator("button").click()
    expect(page.locator("[data-sent-code]")).to_have_text(re.compile("PU-"), timeout=20_000)


def test_a_report_that_waits_goes_out_at_the_next_visit(telephone: BrowserContext) -> None:
    page = filled(telephone.new_page())
    telephone.set_offline(True)
    page.click("[data-send]")
    expect(page.locator("[data-outbox-item=waiting]")).to_be_visible()
    page.close()
    telephone.set_offline(False)
    later = telephone.new_page()
    later.goto("/report/")
    expect(later.locator("[data-sent-code]")).to_have_text(re.compile("PU-"), timeout=20_000)
    assert Report.objects.get().photos.count() == 1


def test_the_form_opens_without_a_line_and_keeps_what_was_written(telephone: BrowserContext, settings: Any) -> None:
    page = telephone.new_page()
    page.goto("/report/")
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    filled(page)
    page.wait_for_timeout(800)
    telephone.set_offline(True)
    page.reload()
    expect(page.locator("[data-restored]")).to_be_visible()
    expect(page.locator("[name=description]")).to_have_value("กลิ่นสารเคมีแรงทุกคืนหลังสี่ทุ่ม")
    expect(page.locator("[data-photo-list] img")).to_have_count(1)
    assert page.is_checked("input[value=odour]")
    snap(page, "report-form-offline-phone-th", settings)
    kept = page.evaluate(
        "caches.keys().then(async (names) => (await Promise.all(names.map(async (name) =>"
        " (await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname)))).flat())"
    )
    assert {path for path in kept if not path.startswith("/static/")} == {"/report/"}


def test_the_place_of_the_picture_is_offered_and_a_picture_can_be_taken_out(telephone: BrowserContext) -> None:
    page = filled(telephone.new_page())
    page.click("[data-use-picture]")
    expect(page.locator("[name=place]")).to_have_value("13.600000, 101.600000")
    page.click("[data-photo-list] button")
    expect(page.locator("[data-photo-list] img")).to_have_count(0)
    expect(page.locator("[data-use-picture]")).to_be_hidden()


def test_words_for_the_place_are_understood_while_they_are_typed(telephone: BrowserContext, settings: Any) -> None:
    page = telephone.new_page()
    page.goto("/report/")
    page.fill("[name=place]", "อ.ศรีมหาโพธิ จ.ปราจีนบุรี")
    expect(page.locator("[data-place-said]")).to_contain_text("อำเภอศรีมหาโพธิ")
    page.fill("[name=place]", "โรงแป้งมันร่มเย็น")
    expect(page.locator("[data-place-said]")).to_contain_text("จังหวัดปราจีนบุรี")
    snap(page, "report-place-phone-th", settings)
    page.check("input[value=odour]")
    page.fill("[name=description]", "กลิ่นแรง")
    page.click("[data-send]")
    expect(page.locator("[data-tracking-code]")).to_be_visible()
    report = Report.objects.get()
    assert (report.place_text, report.error_radius_m) == ("โรงแป้งมันร่มเย็น", 50.0)


def test_what_is_missing_is_said_beside_its_field(telephone: BrowserContext, settings: Any) -> None:
    page = telephone.new_page()
    page.goto("/report/")
    page.click("[data-send]")
    expect(page.locator("[data-error-summary] li")).to_have_count(3)
    expect(page.locator("[data-error-summary]")).to_be_focused()
    snap(page, "report-errors-phone-th", settings)
    assert page.get_attribute("[name=place]", "aria-invalid") == "true"


def test_an_officer_files_for_a_caller_by_keyboard_without_leaving_the_screen(
    scene: None, visit: Callable[..., Any]
) -> None:
    open_case = a_report(PLACE, now=timezone.now(), description="กลิ่นเหม็นจากโรงแป้งทุกคืน")
    officer = visit()
    page = officer.go("/login/?next=/incidents/new/")
    page.fill("[name=username]", "officer")
    page.fill("[name=password]", "x")
    page.press("[name=password]", "Enter")
    expect(page.locator("[name=place]")).to_be_focused()
    page.keyboard.type("โรงแป้งมันร่มเย็น")
    page.keyboard.press("Enter")
    expect(page.locator("[data-near-list] a")).to_have_text(open_case.tracking_code)
    page.keyboard.press("Tab")
    page.select_option("[name=category]", "odour")
    page.focus("[name=description]")
    page.keyboard.type("กลิ่นเหม็นจากโรงแป้ง")
    expect(page.locator("[data-same-list] a")).to_have_text(open_case.tracking_code)
    officer.picture("phone-report-desktop-th")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-filed] [data-tracking-code]")).to_have_text(re.compile(r"PU-\w{4}-\w{4}"))
    expect(page.locator("[data-filed]")).to_be_focused()
    officer.picture("phone-filed-desktop-th")
    report = Report.objects.latest("pk")
    assert (report.channel, report.steps.get().actor_label) == ("phone", "officer")
    assert page.url.endswith("/incidents/new/")
