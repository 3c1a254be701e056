"""The pages of imports: who may enter, the list, what a run found, the decision, the bad rows."""

import csv
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.translation import override

from facilities import jobs
from facilities.import_pages.reader_words import said
from facilities.import_pages.words import profiles
from facilities.imports.mapping_fields import FIELDS
from facilities.imports.problems import RULES
from facilities.imports.watching import Watch
from facilities.models import ImportRun, RunState
from geo.models import Change
from geo.thai import is_thai
from tests.builders_imports import a_file, a_held_run, a_problem, a_run, a_steward

pytestmark = pytest.mark.django_db

ENGLISH = {"HTTP_COOKIE": "django_language=en"}
PERMIT = "DISPFACREG,FID,FNAME,ONAME,OBJECT,POKDATE,STATUS,LAST_UPDATE\n"
ROW = "จ3-1-2/50ปจ,,โรงสี,นายก,สีข้าว,2007-01-31,ดำเนินการ,\n"


@pytest.fixture(autouse=True)
def state(settings: Any, tmp_path: Path) -> None:
    """Files of this test only."""
    settings.STATE_DIR, settings.SNAPSHOT_DIR = tmp_path, tmp_path / "snapshots"


@pytest.fixture(autouse=True)
def queue(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What was handed to the worker."""
    handed: list[int] = []
    monkeypatch.setattr(jobs, "enqueue", lambda run: handed.append(run.pk))
    return handed


@pytest.fixture
def steward(client: Client) -> Client:
    """Logged in, in English."""
    client.force_login(a_steward())
    client.cookies["django_language"] = "en"
    return client


def text(client: Client, path: str, status: int = 200) -> str:
    """The page, with the status it must have."""
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def test_strangers_log_in_and_other_users_are_told_why_not(client: Client) -> None:
    assert client.get("/facilities/imports/").url.startswith("/login/?next=/facilities/imports/")
    client.force_login(User.objects.create_user("officer"))
    assert "สิทธิ" in text(client, "/facilities/imports/", 403)
    assert "/facilities/imports/" not in text(client, "/facilities/")


def test_the_menu_shows_the_page_to_those_who_may(steward: Client) -> None:
    assert 'href="/facilities/imports/"' in text(steward, "/facilities/")


def test_an_empty_list_says_what_to_do(steward: Client) -> None:
    html = text(steward, "/facilities/imports/")
    assert "No register has been loaded yet" in html
    assert 'href="/facilities/imports/new/"' in html


def test_held_loads_stand_above_newer_ones(steward: Client) -> None:
    a_held_run(file_name="held.csv")
    a_run(file_name="newer.csv")
    html = text(steward, "/facilities/imports/")
    assert html.index("Waiting for your decision") < html.index("held.csv") < html.index("newer.csv")


def test_the_list_pages_by_key(steward: Client) -> None:
    for number in range(35):
        a_run(file_name=f"file-{number:02d}.csv")
    first = text(steward, "/facilities/imports/?profile=diw-permit")
    assert "file-34.csv" in first
    assert "file-04.csv" not in first
    before = ImportRun.objects.get(file_name="file-05.csv").pk
    assert f"profile=diw-permit&amp;before={before}" in first
    assert "file-04.csv" in text(steward, f"/facilities/imports/?before={before}")


@pytest.mark.parametrize("query", ["profile=x", "state=x", "before=x", "before=-1", "before=" + "9" * 30])
def test_a_wrong_filter_is_refused(steward: Client, query: str) -> None:
    text(steward, f"/facilities/imports/?{query}", 400)


def test_a_load_that_does_not_exist_has_a_page_that_says_so(steward: Client) -> None:
    for path in ("1/", "1/problems/", "1/bad-rows.csv", f"{10**30}/"):
        text(steward, f"/facilities/imports/{path}", 404)


def test_a_held_load_says_why_and_asks_for_a_decision(steward: Client) -> None:
    html = text(steward, f"/facilities/imports/{a_held_run().pk}/")
    assert "Why it is held" in html
    assert "4 rows were read." in html
    assert "Accept and write into the register" in html


def test_problems_are_grouped_by_rule_and_filtered(steward: Client) -> None:
    run = a_run()
    a_problem(run, 2)
    a_problem(run, 3, rule="key_missing", value="", refused=True)
    assert "The date cannot be read" in text(steward, f"/facilities/imports/{run.pk}/")
    html = text(steward, f"/facilities/imports/{run.pk}/problems/?rule=date_unreadable")
    assert "32/13/2550" in html
    assert "Row refused" not in html


def test_problems_page_by_row(steward: Client) -> None:
    run = a_run()
    for row in range(1, 61):
        a_problem(run, row, value=f"value {row:02d}")
    first = text(steward, f"/facilities/imports/{run.pk}/problems/")
    assert "value 50" in first
    assert "value 51" not in first
    last = run.problems.get(row=50)
    assert f"after=50-{last.pk}" in first
    assert "value 51" in text(steward, f"/facilities/imports/{run.pk}/problems/?after=50-{last.pk}")


def test_progress_is_told_in_numbers(steward: Client) -> None:
    run = a_run(state=RunState.READING, step="reading", done=1200, total=2400, counts={}, finished_at=None)
    with Watch(run):
        told = steward.get(f"/facilities/imports/{run.pk}/progress/").json()
        html = text(steward, f"/facilities/imports/{run.pk}/")
    assert (told["active"], told["done"], told["total"]) == (True, 1200, 2400)
    assert told["numbers"] == "1,200 of 2,400 (50%)"
    assert "1,200 of 2,400" in html


def decide(client: Client, run: ImportRun, what: str, **fields: str) -> Any:
    """Sends a decision with a reason and the tick."""
    return client.post(f"/facilities/imports/{run.pk}/{what}/", {"reason": "checked with DIW", "sure": "on", **fields})


def test_a_held_load_is_accepted_with_a_reason(steward: Client, queue: list[int]) -> None:
    run = a_held_run()
    assert decide(steward, run, "accept").status_code == 302
    assert queue == [run.pk]
    assert Change.objects.get(action="import.accepted").reason == "checked with DIW"
    assert "Accepted; waiting to be written" in text(steward, f"/facilities/imports/{run.pk}/")


@pytest.mark.parametrize("fields", [{"reason": ""}, {"reason": "\u200b "}, {"sure": ""}])
def test_a_decision_needs_reason_and_confirmation(steward: Client, queue: list[int], fields: dict[str, str]) -> None:
    run = a_held_run()
    response = decide(steward, run, "accept", **fields)
    assert response.status_code == 400
    assert "There is something to correct" in response.content.decode()
    run.refresh_from_db()
    assert (run.state, queue) == (RunState.HELD, [])


def test_of_two_stewards_one_wins_and_the_other_is_told(steward: Client, queue: list[int]) -> None:
    run = a_held_run()
    other = Client()
    other.force_login(a_steward("other"))
    decide(steward, run, "accept")
    second = decide(other, run, "reject")
    assert second.status_code == 409
    assert "มีผู้อื่น" in second.content.decode()
    assert queue == [run.pk]


def test_a_rejected_load_stays_out(steward: Client, queue: list[int]) -> None:
    run = a_held_run()
    decide(steward, run, "reject")
    run.refresh_from_db()
    assert (run.state, queue) == (RunState.REJECTED, [])
    assert "Your decision" not in text(steward, f"/facilities/imports/{run.pk}/")


def test_looking_at_a_page_decides_nothing(steward: Client) -> None:
    for what in ("accept", "reject", "stop", "retry"):
        assert steward.get(f"/facilities/imports/{a_held_run().pk}/{what}/").status_code == 405


def test_a_decision_needs_the_token_of_our_own_form() -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(a_steward())
    assert decide(strict, a_held_run(), "accept").status_code == 403
    assert send(strict).status_code == 403


def send(client: Client, content: str = PERMIT + ROW, name: str = "permit.csv", **fields: str) -> Any:
    """Sends a permit file."""
    file = a_file(name, content.encode())
    return client.post("/facilities/imports/new/", {"profile": "diw-permit", "file": file, **fields})


def test_a_file_that_is_sent_becomes_a_run_that_only_compares(steward: Client, queue: list[int]) -> None:
    response = send(steward)
    run = ImportRun.objects.get()
    assert response.url == f"/facilities/imports/{run.pk}/"
    assert (run.file_name, run.wants_apply, run.started_by_label, queue) == ("permit.csv", False, "steward", [run.pk])


def test_writing_at_once_needs_a_reason(steward: Client) -> None:
    assert "it is written at once" in send(steward, then="apply").content.decode()
    send(steward, then="apply", reason="monthly feed")
    assert ImportRun.objects.get().wants_apply


def test_a_script_that_sends_is_told_where_to_go(steward: Client) -> None:
    file = a_file("permit.csv", (PERMIT + ROW).encode())
    response = steward.post(
        "/facilities/imports/new/", {"profile": "diw-permit", "file": file}, headers={"X-Asked-By": "script"}
    )
    assert response.headers["X-Go-To"] == f"/facilities/imports/{ImportRun.objects.get().pk}/"


def zip_of(name: str, content: bytes) -> bytes:
    """An archive with one member."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


BAD_FILES = {
    "nothing chosen": ("", b"", "Choose a file"),
    "empty": ("a.csv", b"", "empty"),
    "blanks": ("a.csv", b"\xef\xbb\xbf\n\n", "nothing but blank lines"),
    "another type": ("a.pdf", b"%PDF-1.7", "The file&#x27;s type is not one"),
    "an error page": ("a.csv", b"\n<!DOCTYPE html><html>502", "a web page (HTML)"),
    "a locked workbook": ("a.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + b"0" * 600, "password-protected workbook"),
    "a bomb": ("a.zip", zip_of("a.kml", b"0" * 300_000_000), "unpacks to"),
    "another profile's columns": ("a.csv", b"NAME,LAT\nx,1\n", "lacks columns"),
}


@pytest.mark.parametrize(("name", "content", "words"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_gets_the_form_again_and_is_not_kept(
    steward: Client, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    file = a_file(name, content) if name else ""
    response = steward.post("/facilities/imports/new/", {"profile": "diw-permit", "file": file})
    html = response.content.decode()
    assert (response.status_code, ImportRun.objects.count()) == (400, 0)
    assert words in html
    assert f"{name}: " in html or not content
    assert not [file for folder in ("uploads", "snapshots") for file in (tmp_path / folder).glob("*")]


def test_a_file_beyond_the_limit_is_refused(steward: Client, settings: Any) -> None:
    settings.UPLOAD_BYTES = 1000
    response = send(steward, PERMIT + ROW * 100)
    assert response.status_code == 400
    assert "permit.csv: The file is larger than" in response.content.decode()


def test_pages_read_in_thai_by_default(client: Client) -> None:
    client.force_login(a_steward())
    for path in ("", "new/", f"{a_held_run().pk}/"):
        html = text(client, f"/facilities/imports/{path}")
        assert "การนำเข้าทะเบียน" in html
        assert "Load" not in html.split("<main")[1].split("</main>")[0]


def test_every_rule_state_profile_and_field_is_said_in_thai() -> None:
    with override("th"):
        rules = [str(words) for words in RULES.values()]
        states = [str(words) for words in RunState.labels]
        titles = [str(word) for choice in profiles() for word in (choice.title, choice.explanation)]
        fields = [str(field.title) for offered in FIELDS.values() for field in offered]
    assert [words for words in (*rules, *states, *titles, *fields) if not is_thai(words)] == []


def test_a_readers_rule_is_said_in_thai_with_its_numbers() -> None:
    with override("th"):
        words = said("In row 7 a quote opens and is not closed within 1,000,000 letters")
        two = said("7 cells where the header has 8; a NUL byte stands in a cell; it was left out")
    assert is_thai(words)
    assert "7" in words
    assert "1,000,000" in words
    assert two.count("; ") == 1


def test_bad_rows_carry_the_raw_cells_and_no_formula(steward: Client, settings: Any) -> None:
    send(steward, PERMIT + ROW + 'จ3-1-3/50ปจ,"=""10390001225278""",=1+1,-,"สีข้าว\nขัด",ไม่ทราบ,ดำเนินการ,-5\n')
    run = ImportRun.objects.get()
    a_problem(run, 2, value="ไม่ทราบ")
    a_problem(run, 2, rule="class_differs", field="@SUM(A1)", value="-1")
    response = steward.get(f"/facilities/imports/{run.pk}/bad-rows.csv")
    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    header, first, second = csv.reader(StringIO(content.decode("utf-8-sig"), newline=""))
    assert header[:5] == ["Row", "Key", "Column", "Value", "What is wrong"]
    assert header[7:9] == ["DISPFACREG", "FID"]
    assert first[3:5] == ["ไม่ทราบ", "The date cannot be read"]
    assert first[7:12] == ["จ3-1-3/50ปจ", '="10390001225278"', "'=1+1", "-", "สีข้าว\nขัด"]
    assert second[2:4] == ["'@SUM(A1)", "-1"]


def test_bad_rows_are_given_without_the_raw_file_too(steward: Client) -> None:
    run = a_run()
    a_problem(run)
    content = b"".join(steward.get(f"/facilities/imports/{run.pk}/bad-rows.csv").streaming_content)
    assert content.decode("utf-8-sig").count("\r\n") == 2


def test_a_failed_load_says_what_to_do_and_can_be_tried_again(steward: Client, queue: list[int]) -> None:
    run = a_run(state=RunState.FAILED, counts={}, error="The file holds a header and no row: abc.csv")
    html = text(steward, f"/facilities/imports/{run.pk}/")
    assert "The file holds a header and no row" in html
    assert "load it again" in html
    steward.post(f"/facilities/imports/{run.pk}/retry/")
    assert steward.post(f"/facilities/imports/{run.pk}/retry/").status_code == 409
    assert queue == [run.pk]
    assert Change.objects.filter(action="import.retried").count() == 1


def test_a_waiting_load_can_be_stopped_once(steward: Client) -> None:
    run = a_run(state=RunState.WAITING, counts={}, finished_at=None)
    assert steward.post(f"/facilities/imports/{run.pk}/stop/").status_code == 302
    assert steward.post(f"/facilities/imports/{run.pk}/stop/").status_code == 409
    assert "Go on with it" in text(steward, f"/facilities/imports/{run.pk}/")


def test_an_interrupted_load_is_told_from_one_at_work(steward: Client, queue: list[int]) -> None:
    run = a_run(state=RunState.READING, counts={}, finished_at=None, step="reading", done=10)
    with Watch(run):
        assert "Interrupted" not in text(steward, f"/facilities/imports/{run.pk}/")
        assert steward.post(f"/facilities/imports/{run.pk}/retry/").status_code == 409
    assert "Interrupted" in text(steward, f"/facilities/imports/{run.pk}/")
    steward.post(f"/facilities/imports/{run.pk}/retry/")
    assert queue == [run.pk]
