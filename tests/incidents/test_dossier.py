"""The officers' dossier: the one obvious step first, who waits for whom, what each reader may see and do."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from geo.coordinates import LonLat
from geo.models import OfficeMember
from incidents.life import transfer
from incidents.models import Photo, Report, ReporterSays
from incidents.reporter import reporter_answers
from incidents.states import State
from tests.builders_cases import LATER, OFFICER, a_case, a_resolved_case, a_visit
from tests.builders_incidents import CHACHOENGSAO, a_crew, a_factory, a_report, an_officer

pytestmark = pytest.mark.usefixtures("country", "limits")


@pytest.fixture(autouse=True)
def own_photos(settings: Any, tmp_path: Any) -> None:
    """Pictures of a test lie with its files."""
    settings.PHOTO_DIR = tmp_path


@pytest.fixture
def officer(client: Client) -> Client:
    """Somebody who may change reports and see exact places."""
    client.force_login(an_officer())
    return client


def page_of(client: Client, report: Report) -> str:
    """The dossier."""
    return client.get(f"/incidents/{report.pk}/").content.decode()


def first_offer(page: str) -> str:
    """What the page puts first."""
    found = re.search(r'case-do--first.*?data-offer="(\w+)"', page, re.DOTALL)
    return found[1] if found else ""


@pytest.mark.parametrize(
    ("state", "first"),
    [
        (State.RECEIVED, "assigned"),
        (State.TRIAGED, "assigned"),
        (State.ASSIGNED, "accepted"),
        (State.ACCEPTED, "visit"),
        (State.ACTING, "visit"),
    ],
)
def test_the_obvious_step_comes_first(officer: Client, state: State, first: str) -> None:
    assert first_offer(page_of(officer, a_case(state))) == first


def test_after_a_visit_it_is_resolving_and_then_waiting_for_the_reporter(officer: Client) -> None:
    report = a_case(State.ACCEPTED)
    a_visit(report)
    assert first_offer(page_of(officer, report)) == "resolve"
    resolved = a_report(now=timezone.now() - timedelta(hours=9))
    for state in ("assigned", "accepted"):
        officer.post(f"/incidents/{resolved.pk}/state/", {"state": state, "reason": "as usual"})
    sent = {"state": "resolved", "reason": "done", "grounds": "papers"}
    officer.post(f"/incidents/{resolved.pk}/state/", sent)
    page = page_of(officer, resolved)
    assert first_offer(page) == ""
    assert "ผู้แจ้ง" in page


def test_a_transferred_case_shows_both_and_waits(officer: Client) -> None:
    report = a_case()
    transfer(report, to_office="pio-24", actor=OFFICER, reason="theirs", now=LATER)
    page = page_of(officer, report)
    head = page[page.index('<header class="case-head') : page.index("</header>", page.index("case-head"))]
    for words in ("รอรับเรื่อง", "สำนักงานอุตสาหกรรมจังหวัดฉะเชิงเทรา", "สำนักงานอุตสาหกรรมจังหวัดปราจีนบุรี"):
        assert words in head
    assert first_offer(page) == "accepted"


def test_a_suggested_body_takes_two_actions(officer: Client) -> None:
    report = a_case()
    sent = {"state": "transferred", "doing": "transfer", "to_office": "diw", "other_office": "", "reason": ""}
    refused = officer.post(f"/incidents/{report.pk}/state/", sent)
    assert refused.status_code == 400, "a body that nothing suggests takes words"
    officer.post(f"/incidents/{report.pk}/category/", {"category": "cane_burning", "reason": "it is cane"})
    page = page_of(officer, report)
    assert "ผู้รับผิดชอบเปลี่ยนจาก" in page
    assert 'href="?to=ocsb#transfer"' in page
    assert first_offer(page) == "transfer"
    chosen = officer.get(f"/incidents/{report.pk}/?to=ocsb").content.decode()
    assert re.search(r'value="ocsb" checked', chosen)
    done = officer.post(f"/incidents/{report.pk}/state/", {**sent, "to_office": "ocsb"})
    stored = Report.objects.get(pk=report.pk)
    assert (done.status_code, stored.state, stored.handled_by_id) == (302, "transferred", "ocsb")
    assert "ผู้รับผิดชอบเปลี่ยนจาก" not in page_of(officer, report).split("case-columns")[0]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"state": "refused", "grounds": "not_ours", "reason": "not ours"}, 400),
        ({"state": "refused", "grounds": "outside", "reason": "they say so"}, 400),
        ({"state": "refused", "grounds": "", "reason": "spam"}, 400),
        ({"state": "refused", "grounds": "no_report", "reason": "spam"}, 302),
        ({"state": "refused", "grounds": "not_ours", "to_office": "pio-24", "reason": "theirs"}, 302),
        ({"state": "duplicate", "reason": "the same"}, 400),
        ({"state": "closed", "reason": "enough"}, 409),
    ],
)
def test_what_a_step_asks_for_is_asked_on_the_page_too(officer: Client, sent: dict[str, str], status: int) -> None:
    report = a_case()
    answer = officer.post(f"/incidents/{report.pk}/state/", {**sent, "doing": "refuse"})
    assert answer.status_code == status
    assert (Report.objects.get(pk=report.pk).state == "received") is (status != 302)


def test_a_transfer_to_nobody_asks_for_the_body_and_not_for_the_reason(officer: Client) -> None:
    sent = {"state": "transferred", "doing": "transfer", "to_office": "", "other_office": "", "reason": ""}
    answer = officer.post(f"/incidents/{a_case().pk}/state/", sent)
    assert answer.status_code == 400
    assert "การส่งต่อต้องระบุหน่วยงาน" in answer.content.decode()


def test_closing_early_is_a_right_of_its_own(client: Client) -> None:
    report = a_report(now=timezone.now() - timedelta(hours=1))
    client.force_login(an_officer())
    for state, more in (("assigned", {}), ("accepted", {}), ("resolved", {"grounds": "papers"})):
        client.post(f"/incidents/{report.pk}/state/", {"state": state, "reason": "as usual", **more})
    closing = {"state": "closed", "reason": "enough", "doing": "close"}
    assert client.post(f"/incidents/{report.pk}/state/", closing).status_code == 409
    assert 'data-offer="close"' not in page_of(client, report)
    client.force_login(an_officer("close_report", name="head"))
    assert 'data-offer="close"' in page_of(client, report)
    assert client.post(f"/incidents/{report.pk}/state/", closing).status_code == 302


def test_the_history_says_who_when_and_why(officer: Client) -> None:
    report = a_resolved_case()
    reporter_answers(report, ReporterSays.NO, words="ยังเหม็นอยู่", now=LATER)
    page = page_of(officer, report)
    history = page[page.index('id="life"') :]
    for words in ("the pond is covered", "ยังเหม็นอยู่", "officer", "ผู้แจ้ง", "12 มี.ค. 2569 14:00 น."):
        assert words in history


def test_a_doubtful_visit_is_shown_with_its_doubts(officer: Client) -> None:
    report = a_case(State.ACCEPTED)
    a_visit(report, CHACHOENGSAO)
    page = page_of(officer, report)
    assert "แม้เผื่อความคลาดเคลื่อน" in page
    assert "108 กม." in page


def a_picture() -> SimpleUploadedFile:
    """A small photograph."""
    file = BytesIO()
    Image.effect_noise((64, 48), 80).convert("RGB").save(file, "JPEG")
    return SimpleUploadedFile("gate.jpg", file.getvalue(), "image/jpeg")


def test_a_visit_is_recorded_on_its_page_with_a_picture(officer: Client) -> None:
    report = a_case(State.ACCEPTED, now=timezone.now() - timedelta(days=1))
    when = timezone.localtime() - timedelta(minutes=5)
    sent = {"visited_at": f"{when:%Y-%m-%dT%H:%M}", "place": "13.5, 101.5", "accuracy_m": "8", "findings": "พบกลิ่น"}
    answer = officer.post(f"/incidents/{report.pk}/visit/", {**sent, "photos": a_picture()})
    visit = report.visits.get()
    assert answer.status_code == 302
    assert (visit.distance_m, visit.accuracy_m, visit.doubts, visit.photos.count()) == (0.0, 8.0, [], 1)
    assert Report.objects.get(pk=report.pk).state == "inspected"


def test_a_visit_with_a_mistake_keeps_what_was_sent(officer: Client) -> None:
    report = a_case(State.ACCEPTED)
    sent = {"visited_at": "", "place": "13.5, 101.5", "findings": "พบกลิ่น", "photos": a_picture()}
    page = officer.post(f"/incidents/{report.pk}/visit/", sent)
    assert page.status_code == 400
    assert "พบกลิ่น" in page.content.decode()
    assert f'name="kept" value="{Photo.objects.get().token}"' in page.content.decode()


def test_the_pin_is_moved_on_its_page(officer: Client) -> None:
    report = a_case()
    sent = {"place": "13.5, 100.5", "error_radius_m": "50", "reason": "เจ้าของบอก"}
    assert officer.get(f"/incidents/{report.pk}/place/").status_code == 200
    assert officer.post(f"/incidents/{report.pk}/place/", sent).status_code == 302
    assert Report.objects.get(pk=report.pk).position.x == 100.5


@pytest.mark.parametrize("wrong", [{"place": "ข้างวัด"}, {"error_radius_m": "x"}, {"reason": ""}, {"place": "48.8, 2.3"}])
def test_a_pin_that_cannot_be_moved_says_why(officer: Client, wrong: dict[str, str]) -> None:
    report = a_case()
    sent = {"place": "13.5, 100.5", "error_radius_m": "50", "reason": "เจ้าของบอก", **wrong}
    answer = officer.post(f"/incidents/{report.pk}/place/", sent)
    assert answer.status_code in (400, 422)
    assert "error-summary" in answer.content.decode()


def test_a_note_is_stored_for_officers(officer: Client) -> None:
    report = a_case()
    officer.post(f"/incidents/{report.pk}/note/", {"words": "โทรถามแล้ว"})
    assert "โทรถามแล้ว" in page_of(officer, report)


def test_who_may_not_see_the_exact_place_sees_none_of_what_tells_it(client: Client) -> None:
    a_factory()
    report = a_case(State.ACCEPTED)
    a_visit(report, LonLat(101.52, 13.5))
    client.force_login(a_crew())
    page = page_of(client, report)
    assert "101.50000" not in page
    assert "13.50000" not in page
    assert "2.2 กม." not in page, "how far a visit of theirs was from it"
    assert client.get(f"/incidents/{report.pk}/place/").status_code == 403


@pytest.mark.parametrize("path", ["", "visit/", "place/"])
def test_strangers_are_sent_to_the_login(client: Client, path: str) -> None:
    assert client.get(f"/incidents/{a_case().pk}/{path}").status_code == 302


@pytest.mark.parametrize("path", ["state/", "note/", "category/", "visit/", "place/"])
def test_who_may_only_read_changes_nothing(client: Client, path: str) -> None:
    reader = an_officer(name="reader")
    reader.user_permissions.remove(*reader.user_permissions.filter(codename="change_report"))
    client.force_login(reader)
    report = a_case()
    assert client.post(f"/incidents/{report.pk}/{path}", {"state": "triaged", "reason": "abc"}).status_code == 403
    assert "case-next" not in page_of(client, report)
    assert Report.objects.get(pk=report.pk).chain_length == 1


def test_the_dossier_holds_no_english_words_in_thai(officer: Client) -> None:
    report = a_resolved_case()
    page = page_of(officer, report)
    own = page[page.index("<h1>") : page.index('class="stack')]
    text = re.sub(r"(?s)<(script|template).*?</\1>|<[^>]+>|PU-\w+-\w+", " ", own)
    assert [word for word in re.findall(r"[A-Za-z]{4,}", text) if word != "officer"] == []


def test_the_steps_of_a_case_cost_no_more_statements_the_longer_it_is(
    officer: Client, django_assert_max_num_queries: Any
) -> None:
    short, long = a_case(), a_resolved_case()
    page_of(officer, short)
    with django_assert_max_num_queries(45):
        page_of(officer, long)


@pytest.mark.parametrize(("works_at", "accepts"), [("pio-24", True), ("pio-25", False), (None, True)], ids=str)
def test_accepting_a_transfer_is_offered_to_the_receiver_only(
    client: Client, works_at: str | None, accepts: bool
) -> None:
    user, report = an_officer(), a_case()
    if works_at:
        OfficeMember.objects.create(user=user, office_id=works_at)
    transfer(report, to_office="pio-24", actor=OFFICER, reason="theirs", now=LATER)
    client.force_login(user)
    page = page_of(client, report)
    assert ('data-offer="accepted"' in page, "data-waits-for" in page) == (accepts, not accepts)
    assert 'data-offer="transfer"' in page
