"""The board shows what its address says, page by page, and gives the same as a file."""

import csv
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from geo.coordinates import LonLat
from geo.errors import BadInput
from geo.layers import Viewer
from geo.models import OfficeMember
from incidents.board import Filters, page
from incidents.board.csv_file import lines
from incidents.board.filters import DUE, NEWEST, URGENCY
from incidents.board.ordering import key_of
from incidents.board.paging import counts
from incidents.models import Likely, Report
from incidents.shown_place import shown_place
from tests.builders_incidents import CHACHOENGSAO, NOW, a_report, an_officer

SEES = Viewer(frozenset({"incidents.view_report"}))
EXACT = Viewer(SEES.permissions | {"incidents.view_exactplace", "incidents.view_reportercontact"})
country = pytest.mark.usefixtures("country")


def shown(viewer: Viewer = EXACT, *, now: datetime = NOW, office: str = "", **query: str) -> list[int]:
    filters = Filters.parse({"state": "", **query})
    return [report.pk for report in page(filters, viewer, now=now, office=office).reports]


@pytest.mark.parametrize(
    "query",
    [
        {"state": "open", "category": "odour"},
        {"state": "", "area": "2506", "lead": "mine", "sort": "due"},
        {"state": "overdue", "from": "2026-03-01", "to": "2026-03-31", "text": "กลิ่น ยาง"},
        {"state": "waiting", "unlicensed": "1", "urgency": "high", "channel": "phone", "episode": "7"},
        {"state": "open", "sort": "urgency", "after": "1-2-3"},
        {"state": "closed,refused", "near": "100.5,13.5,500", "inside": "100 13,101 13,101 14"},
    ],
)
def test_an_address_is_read_and_written_back_the_same(query: dict[str, str]) -> None:
    from django.http import QueryDict

    filters = Filters.parse(query)
    assert Filters.parse(QueryDict(filters.address(after=filters.after)).dict()) == filters


@country
def test_the_address_of_the_map_selects_the_same_on_the_board() -> None:
    here, there = a_report(), a_report(CHACHOENGSAO)
    assert shown(near=f"{CHACHOENGSAO},500") == [there.pk]
    assert shown(inside="101 13,102 13,102 14,101 14") == [here.pk]
    assert shown(state="received,closed", office="pio-25,pio-24", bbox="101,13,102,14") == [here.pk]


@country
def test_who_sees_blurred_places_selects_by_these() -> None:
    report = a_report()
    centre = shown_place(report, SEES)
    exact = f"{report.position.x},{report.position.y},20"
    assert shown(SEES, near=exact) == []
    assert shown(SEES, near=f"{centre},20") == [report.pk]
    assert shown(EXACT, near=exact) == [report.pk]


@country
def test_the_file_holds_what_was_drawn_round() -> None:
    a_report()
    there = a_report(CHACHOENGSAO)
    filters = Filters.parse({"state": "", "near": f"{CHACHOENGSAO},500"})
    found = b"".join(lines(filters, EXACT, now=NOW, office="")).decode("utf-8-sig")
    assert [row[0] for row in csv.reader(StringIO(found))][1:] == [there.tracking_code]


def test_an_address_without_a_state_means_the_open_ones() -> None:
    assert Filters.parse({}) == Filters.parse({"state": "open"})


def test_thai_dates_are_taken() -> None:
    assert Filters.parse({"from": "1 มี.ค. 2569"}).began == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("state", "lost"),
        ("sort", "beauty"),
        ("area", "25' OR"),
        ("episode", "x"),
        ("episode", "9" * 30),
        ("episode", "9" * 5_000),
        ("from", "31/2/2569"),
        ("channel", "pigeon"),
    ],
)
def test_what_no_link_of_ours_says_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(BadInput) as refused:
        Filters.parse({name: value})
    assert refused.value.fields["field"] == name


@country
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ({"category": "odour"}, True),
        ({"category": "mining"}, False),
        ({"area": "25"}, True),
        ({"area": "2506"}, True),
        ({"area": "24"}, False),
        ({"lead": "pio-25"}, True),
        ({"lead": "mine"}, True),
        ({"lead": "diw"}, False),
        ({"channel": "api"}, True),
        ({"channel": "web"}, False),
        ({"urgency": "normal"}, True),
        ({"urgency": "emergency"}, False),
        ({"text": "สารเคมี"}, True),
        ({"text": "ไม่มีคำนี้"}, False),
        ({"from": "12/3/2569", "to": "12/3/2569"}, True),
        ({"from": "2026-03-13"}, False),
        ({"to": "2026-03-11"}, False),
        ({"episode": "1"}, False),
        ({"state": "received"}, True),
        ({"state": "waiting"}, True),
        ({"state": "closed"}, False),
    ],
)
def test_each_filter_holds_what_it_says(query: dict[str, str], fits: bool) -> None:
    report = a_report()
    assert shown(office="pio-25", **query) == [report.pk] * fits


@country
@pytest.mark.django_db
def test_mine_is_nothing_for_a_user_without_an_office() -> None:
    a_report()
    assert shown(lead="mine") == []


@country
@pytest.mark.django_db
def test_suspected_unlicensed_is_the_officers_word_before_the_lists() -> None:
    report = a_report()
    Likely.objects.filter(attribution=report.pk).delete()
    Likely.objects.create(attribution_id=report.pk, rank=1, share=0.6)
    assert shown(unlicensed="1") == [report.pk]
    type(report.attribution).objects.filter(pk=report.pk).update(verdict="no_site")
    assert shown(unlicensed="1") == []


@country
@pytest.mark.django_db
@pytest.mark.parametrize("sort", [NEWEST, DUE, URGENCY])
def test_pages_together_hold_every_report_once(sort: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("incidents.board.paging.PAGE", 3)
    for number in range(8):
        subject = ("odour", "fire_explosion", "waste_dumping")[number % 3]
        a_report(category=subject, now=NOW + timedelta(minutes=number // 2))
    Report.objects.filter(category="odour").update(accept_by=None, finish_by=None)
    seen: list[int] = []
    filters = Filters.parse({"state": "", "sort": sort})
    while True:
        found = page(filters, EXACT, now=NOW)
        seen += [report.pk for report in found.reports]
        if not found.next_key:
            break
        filters = Filters.parse({"state": "", "sort": sort, "after": found.next_key})
    assert sorted(seen) == sorted(Report.objects.values_list("pk", flat=True))


@country
@pytest.mark.django_db
def test_what_is_due_first_and_what_is_urgent_come_first() -> None:
    smell, fire = a_report(), a_report(category="fire_explosion", now=NOW - timedelta(days=1))
    Report.objects.filter(pk=smell.pk).update(accept_by=NOW, finish_by=NOW)
    Report.objects.filter(pk=fire.pk).update(accept_by=NOW + timedelta(hours=1))
    assert shown(sort=URGENCY) == [fire.pk, smell.pk]
    assert shown(sort=DUE) == [smell.pk, fire.pk]
    assert shown(sort=NEWEST) == [smell.pk, fire.pk]


@country
@pytest.mark.django_db
def test_overdue_is_past_the_limit_that_runs() -> None:
    late, soon = a_report(), a_report()
    Report.objects.filter(pk=late.pk).update(accept_by=NOW - timedelta(hours=1))
    Report.objects.filter(pk=soon.pk).update(accept_by=NOW + timedelta(hours=1), finish_by=NOW - timedelta(hours=1))
    assert shown(state="overdue") == [late.pk]
    Report.objects.filter(pk=soon.pk).update(state="accepted")
    assert set(shown(state="overdue")) == {late.pk, soon.pk}


@country
@pytest.mark.django_db
def test_counts_are_of_every_state_under_the_other_filters() -> None:
    a_report()
    a_report(CHACHOENGSAO)
    Report.objects.filter(pk=a_report().pk).update(state="closed")
    found = counts(Filters.parse({"state": "closed", "area": "25"}), EXACT, now=NOW)
    told = {state: found[state].count for state in ("received", "closed", "open", "waiting", "")}
    assert told == {"received": 1, "closed": 1, "open": 1, "waiting": 1, "": 2}


def file_rows(viewer: Viewer, **query: str) -> list[dict[str, str]]:
    filters = Filters.parse({"state": "", **query})
    text = b"".join(lines(filters, viewer, now=NOW, office="")).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


@country
@pytest.mark.django_db
def test_the_file_holds_the_selection_and_masks_what_the_viewer_may_not_read() -> None:
    report = a_report(LonLat(101.5123, 13.5234), description="=1+1 โทร 0812345678")
    a_report(category="mining")
    (exact,), (masked,) = file_rows(EXACT, category="odour"), file_rows(SEES, category="odour")
    titles = list(exact)
    assert exact[titles[0]] == masked[titles[0]] == report.tracking_code
    assert "101.512300" in exact.values()
    assert "'=1+1 โทร 0812345678" in exact.values()
    assert "101.512300" not in masked.values()
    assert "0812345678" not in str(masked)


@country
@pytest.mark.django_db
def test_the_file_is_for_those_who_may_export_and_its_taking_is_recorded(client: Client) -> None:
    from geo.models import Change

    client.force_login(an_officer())
    assert client.get("/incidents/reports.csv").status_code == 403
    client.force_login(an_officer("export_report", name="other"))
    answer = client.get("/incidents/reports.csv?state=")
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer).startswith(b"\xef\xbb\xbf")
    assert Change.objects.filter(action="report.exported", actor_label="other").exists()


@country
@pytest.mark.django_db
def test_the_open_page_asks_for_a_part_of_itself(client: Client) -> None:
    report = a_report()
    client.force_login(an_officer())
    whole, part = (client.get(f"/incidents/{path}?state=").content.decode() for path in ("", "part/"))
    assert report.tracking_code in whole
    assert report.tracking_code in part
    assert "<html" not in part


@country
@pytest.mark.django_db
def test_statements_do_not_grow_with_the_rows(client: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        a_report(now=NOW + timedelta(minutes=number))
    officer = an_officer("view_exactplace")
    OfficeMember.objects.create(user=officer, office_id="pio-25")
    client.force_login(officer)
    with django_assert_max_num_queries(24):
        client.get("/incidents/")


def test_a_key_is_exact_to_the_microsecond() -> None:
    moment = datetime(2026, 3, 12, 2, 0, 0, 123457, tzinfo=UTC)
    assert key_of(Report(pk=5, received_at=moment), NEWEST) == "1773280800123457-5"
