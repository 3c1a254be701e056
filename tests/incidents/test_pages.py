"""The public form and the officers' pages."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from facilities.models import Facility
from geo.layers import Viewer
from incidents import facility_reports
from incidents.models import Report
from incidents.operations import change_state
from incidents.states import State
from tests.builders_incidents import ACTOR, CHACHOENGSAO, NOW, a_factory, a_report, an_officer

pytestmark = pytest.mark.usefixtures("country")

GOOD = {"category": "odour", "description": "กลิ่นแรง", "place": "13.5, 101.5", "contact": "", "accuracy_m": "25"}


def key_of(page: str) -> str:
    """The hidden key of a showing of the form."""
    found = re.search(r'name="key" value="([0-9a-f]+)"', page)
    assert found
    return found[1]


@pytest.fixture
def officer(client: Client) -> Client:
    """A logged-in officer's browser."""
    client.force_login(an_officer())
    return client


def test_the_form_files_a_report_and_leads_to_its_follow_up(client: Client) -> None:
    answer = client.post("/report/", {**GOOD, "key": key_of(client.get("/report/").content.decode())})
    report = Report.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/report/{report.tracking_code}/?sent")
    assert (report.channel, report.accuracy_m, report.position_method) == ("web", 25.0, "device")


def test_the_map_hands_its_place_to_the_form(client: Client) -> None:
    page = client.get("/report/?lon=101.651&lat=13.787&category=mining").content.decode()
    assert 'value="13.787000, 101.651000"' in page
    assert 'value="mining" required checked' in page


@pytest.mark.parametrize("query", ["lon=x&lat=13", "lon=nan&lat=13", "lat=13", "lon=101&lat=999"])
def test_an_address_without_a_place_opens_an_empty_form(client: Client, query: str) -> None:
    answer = client.get(f"/report/?{query}")
    assert answer.status_code == 200
    assert (
        'name="place" type="text" inputmode="text" autocomplete="off" maxlength="2000" value=""'
        in answer.content.decode()
    )


def test_a_page_sent_twice_files_one_report(client: Client) -> None:
    sent = {**GOOD, "key": "a" * 32}
    first, second = client.post("/report/", sent), client.post("/report/", sent)
    assert first["Location"] == second["Location"]
    assert Report.objects.count() == 1


def test_a_page_changed_after_it_was_sent_asks_again(client: Client) -> None:
    client.post("/report/", {**GOOD, "key": "a" * 32})
    answer = client.post("/report/", {**GOOD, "description": "อีกเรื่อง", "key": "a" * 32})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert key_of(page) != "a" * 32
    assert "อีกเรื่อง" in page


@pytest.mark.parametrize(
    ("changes", "status", "field"),
    [
        ({"category": ""}, 400, "category"),
        ({"description": " "}, 400, "description"),
        ({"place": ""}, 400, "place"),
        ({"place": "ข้างวัด"}, 400, "place"),
        ({"contact": "x" * 300}, 400, "contact"),
        ({"place": "19.5, 104.5"}, 422, "place"),
    ],
)
def test_what_is_wrong_stands_above_and_beside_and_nothing_typed_is_lost(
    client: Client, changes: dict[str, str], status: int, field: str
) -> None:
    answer = client.post("/report/", {**GOOD, **changes})
    page = answer.content.decode()
    assert answer.status_code == status
    assert f'<a href="#{field}">' in page
    assert f'id="{field}-error"' in page
    kept = {**GOOD, **changes}["description"].strip()
    assert kept in page
    assert not Report.objects.exists()


def test_an_accuracy_that_cannot_be_read_is_no_fault_of_the_person(client: Client) -> None:
    client.post("/report/", {**GOOD, "accuracy_m": "NaN"})
    assert Report.objects.get().accuracy_m is None


@pytest.mark.parametrize("code", ["PU-2222-2222", "nonsense"])
def test_an_unknown_code_is_a_page_that_helps(client: Client, code: str) -> None:
    answer = client.get(f"/report/{code}/")
    assert answer.status_code == 404
    assert "รหัสติดตาม" in answer.content.decode()


def test_the_follow_up_shows_each_state_without_the_officers_words(client: Client) -> None:
    report = a_report()
    change_state(report, State.TRANSFERRED, actor=ACTOR, reason="not ours at all", now=NOW, to_office="pio-24")
    page = client.get(f"/report/{report.tracking_code}/").content.decode()
    assert "ส่งต่อแล้ว" in page
    assert "สำนักงานอุตสาหกรรมจังหวัดฉะเชิงเทรา" in page
    assert "not ours at all" not in page


def test_the_board_shows_open_ones_first_and_filters(officer: Client) -> None:
    here, there = a_report(), a_report(CHACHOENGSAO, category="mining")
    done = a_report()
    change_state(done, State.REFUSED, actor=ACTOR, reason="spam", now=NOW, grounds="no_report")

    def codes(query: str) -> set[str]:
        page = officer.get(f"/incidents/{query}").content.decode()
        return {r.tracking_code for r in (here, there, done) if f">{r.tracking_code}<" in page}

    everything = {here.tracking_code, there.tracking_code, done.tracking_code}
    assert codes("") == {here.tracking_code, there.tracking_code}
    assert codes("?state=") == everything
    assert codes("?state=refused") == {done.tracking_code}
    assert codes("?category=mining") == {there.tracking_code}
    assert codes("?province=24") == {there.tracking_code}
    assert codes("?lead=pio-24") == {there.tracking_code}


def test_the_board_pages_by_key_without_repeating_or_losing(officer: Client) -> None:
    wanted = {a_report(now=NOW + timedelta(microseconds=i // 2)).tracking_code for i in range(103)}
    seen: list[str] = []
    address = "/incidents/"
    while address:
        page = officer.get(address).content.decode()
        seen += re.findall(r">(PU-\w{4}-\w{4})<", page)
        following = re.search(r'href="/incidents/\?([^"]*after=[^"]*)"', page)
        address = f"/incidents/?{following[1].replace('&amp;', '&')}" if following else ""
    assert len(seen) == 103
    assert set(seen) == wanted


@pytest.mark.parametrize(
    "query", ["state=nonsense", "after=x", "after=1", "after=99999999999999999999999-1", "after=1--1"]
)
def test_an_address_of_the_board_that_no_link_gives_is_a_400(officer: Client, query: str) -> None:
    assert officer.get(f"/incidents/?{query}").status_code == 400


def test_the_dossier_tells_everything_with_reasons(officer: Client) -> None:
    factory = a_factory(key="7")
    report = a_report(description="กลิ่นฉุนมาก")
    page = officer.get(f"/incidents/{report.pk}/").content.decode()
    said = report.attribution
    expected = (
        "กลิ่นฉุนมาก",
        factory.name_th,
        said.reason_th,
        said.presumption_th,
        said.legal_ground,
        said.rule,
        "squares",
    )
    assert not [text for text in expected if text not in page]
    assert "เทศบาลหรือเมืองพัทยา" in page


def test_an_officer_takes_a_step_and_the_page_says_so(officer: Client) -> None:
    report = a_report()
    answer = officer.post(f"/incidents/{report.pk}/state/", {"state": "triaged", "reason": "ชัดเจนแล้ว"}, follow=True)
    assert "ชัดเจนแล้ว" in answer.content.decode()
    assert Report.objects.get(pk=report.pk).state == "triaged"


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"state": "closed", "reason": "done"}, 409),
        ({"state": "triaged", "reason": ""}, 400),
        ({"state": "nonsense", "reason": "done"}, 400),
        ({"state": "transferred", "reason": "not ours"}, 400),
    ],
)
def test_a_step_that_is_not_allowed_says_why(officer: Client, form: dict[str, str], status: int) -> None:
    report = a_report()
    answer = officer.post(f"/incidents/{report.pk}/state/", form)
    assert answer.status_code == status
    assert "error-summary" in answer.content.decode()
    assert Report.objects.get(pk=report.pk).state == "received"


def test_the_facilitys_dossier_lists_its_open_reports_for_officers_only() -> None:
    facility: Facility = a_factory()
    report = a_report()
    officer = Viewer(frozenset({"incidents.view_report"}))
    assert report.tracking_code in facility_reports.render(facility, officer)
    assert facility_reports.render(facility, Viewer()) == ""
    change_state(report, State.REFUSED, actor=ACTOR, reason="spam", now=NOW, grounds="no_report")
    assert facility_reports.render(facility, officer) == ""


@pytest.mark.parametrize("path", ["/report/", "/incidents/"])
def test_thai_pages_hold_no_english_words(officer: Client, path: str) -> None:
    a_report()
    page = officer.get(path).content.decode()
    main = re.search(r"(?s)<main.*?</main>", page)
    assert main
    # Names of keys and of systems stay what they are.
    text = re.sub(r"(?s)<(script|template|kbd).*?</\1>|<[^>]+>|PU-\w+-\w+|Traffy Fondue|Open311", " ", main[0])
    assert re.findall(r"[A-Za-z]{4,}", text) == []


def test_a_reason_keeps_its_lines_and_loses_what_cannot_be_stored(officer: Client) -> None:
    report = a_report()
    officer.post(f"/incidents/{report.pk}/state/", {"state": "triaged", "reason": " อ่าน\0แล้ว \r\nส่งต่อ "})
    assert report.steps.last().reason == "อ่านแล้ว\nส่งต่อ"


def test_an_office_code_that_cannot_be_looked_for_is_refused(officer: Client) -> None:
    sent = {"state": "transferred", "reason": "not ours", "to_office": "\0"}
    assert officer.post(f"/incidents/{a_report().pk}/state/", sent).status_code == 400
