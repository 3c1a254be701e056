"""The dashboard counts what the board lists, for each viewer what that viewer may know, and leads there."""

import csv
from datetime import timedelta
from io import StringIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from geo.coordinates import LonLat
from geo.layers import Viewer
from geo.models import Office, OfficeMember
from incidents.board import Filters, selected
from incidents.dashboard import late_tables, open_tables, register_tables, sections
from incidents.dashboard.asked import Asked
from incidents.dashboard.tables import Cell, Table
from incidents.deadlines import load_deadlines
from incidents.models import Category, Urgency
from incidents.states import State
from tests.builders_cases import a_case
from tests.builders_incidents import CHACHOENGSAO, NOW, a_country, a_factory, an_officer

pytestmark = pytest.mark.django_db

OFFICER = Viewer(frozenset({"incidents.view_report", "incidents.view_exactplace"}))
INNER = Viewer(OFFICER.permissions | {"incidents.view_restrictedreport"})
LATER = NOW + timedelta(days=30)


@pytest.fixture
def cases() -> None:
    """Two provinces, some of each state, one of a restricted subject; all long overdue a month later."""
    a_country()
    load_deadlines()
    a_factory()
    for state in (State.RECEIVED, State.ASSIGNED, State.ACTING):
        a_case(state)
    a_case(State.RECEIVED, place=CHACHOENGSAO, category="noise_vibration")
    a_case(State.RECEIVED, category=Category.objects.get(urgency=Urgency.RESTRICTED).code)


def asked(viewer: Viewer = OFFICER, **query: str) -> Asked:
    return Asked.parse(query, viewer, None, LATER)


def numbers(table: Table) -> dict[str, list[Any]]:
    return {str(row.cells[0].value): [cell.value for cell in row.cells[1:]] for row in table.rows}


def listed(address: str, viewer: Viewer) -> int:
    """How many the board shows at an address."""
    query = {name: values[0] for name, values in parse_qs(urlsplit(address).query, keep_blank_values=True).items()}
    return selected(Filters.parse(query), viewer, now=LATER).count()


@pytest.mark.parametrize("viewer", [OFFICER, INNER])
@pytest.mark.parametrize(
    "query", [{}, {"office": "pio-25"}, {"category": "odour"}, {"office": "pio-24", "category": "odour"}]
)
@pytest.mark.parametrize("build", [open_tables.by_office, open_tables.by_subject])
def test_every_number_leads_to_exactly_its_cases(
    cases: None, build: Any, query: dict[str, str], viewer: Viewer
) -> None:
    table = build(asked(viewer, **query))
    cells = [cell for row in table.rows for cell in row.cells[1:]]
    assert [listed(cell.address, viewer) for cell in cells if cell.value] == [
        cell.value for cell in cells if cell.value
    ]
    assert not any(cell.address for cell in cells if not cell.value)


def test_due_soon_is_before_the_limit_and_not_after_it(cases: None) -> None:
    by_day = {days: Asked.parse({}, OFFICER, None, NOW + timedelta(days=days)).open_cases.total for days in (0, 30)}
    assert (by_day[0].soon, by_day[0].overdue) == (3, 0)
    assert (by_day[30].soon, by_day[30].overdue) == (0, 4)


def test_reports_of_the_restricted_circle_count_for_it_alone(cases: None) -> None:
    totals = {name: asked(viewer).open_cases.total.open for name, viewer in (("officer", OFFICER), ("inner", INNER))}
    assert totals == {"officer": 4, "inner": 5}


def test_the_longest_overdue_come_first_and_name_whose_they_are(cases: None) -> None:
    table = late_tables.longest(asked())
    assert table is not None
    due = [row.cells[5].value for row in table.rows]
    assert len(due) == 4
    assert due == sorted(due)
    assert {row.cells[3].value for row in table.rows} == {office.name for office in _offices("pio-24", "pio-25")}


def test_districts_add_up_to_the_office(cases: None) -> None:
    found = asked(office="pio-25")
    table = late_tables.by_area(found)
    assert table is not None
    assert sum(row.cells[1].value for row in table.rows) == found.open_cases.of_office("pio-25").total.open
    assert [listed(cell.address, OFFICER) for cell in table.rows[0].cells[1:3]] == [3, 3]


def test_the_country_has_no_districts(cases: None) -> None:
    assert late_tables.by_area(asked(office="all")) is None


def test_facilities_are_those_of_the_registers_list(cases: None, client: Client) -> None:
    a_factory(LonLat(101.6, 13.6), key="2", province_code="25")
    table = register_tables.by_kind(asked(office="pio-25"))
    assert table is not None
    cell = next(cell for row in table.rows for cell in row.cells[1:] if cell.value)
    assert cell.value == 1
    page = client.get(cell.address).content.decode()
    assert "โรงงานทดสอบ 2" in page
    assert "โรงงานทดสอบ 1" not in page


def test_a_body_without_sites_of_its_own_has_no_register(cases: None) -> None:
    assert register_tables.by_kind(asked(office="ocsb")) is None


def test_the_users_own_office_comes_first(cases: None, client: Client) -> None:
    client.force_login(_member("pio-24"))
    page = client.get("/dashboard/")
    assert page.context["asked"].office.code == "pio-24"
    assert client.get("/dashboard/?office=all").context["asked"].office is None


@pytest.mark.parametrize("query", ["office=nowhere", "weeks=5", "weeks=x", "category=none"])
def test_what_no_link_of_ours_says_is_refused(cases: None, client: Client, query: str) -> None:
    assert client.get(f"/dashboard/?{query}").status_code == 400


def test_a_subject_of_the_restricted_circle_cannot_be_guessed_at(cases: None, client: Client) -> None:
    code = Category.objects.get(urgency=Urgency.RESTRICTED).code
    client.force_login(an_officer())
    answers = [client.get(f"/dashboard/?category={one}") for one in (code, "no-such-subject")]
    assert [answer.status_code for answer in answers] == [400, 400]
    assert code not in answers[1].content.decode()


def test_strangers_are_shown_what_is_public(cases: None, client: Client) -> None:
    page = client.get("/dashboard/")
    shown = [table.name for table in page.context["tables"]]
    assert shown == ["provinces", "facilities", "positions"]
    assert page.context["head"] == []


@pytest.mark.parametrize(
    "name", [name for name in sections.names() if name not in ("provinces", "facilities", "positions")]
)
def test_strangers_get_no_file_of_cases(cases: None, client: Client, name: str) -> None:
    assert client.get(f"/dashboard/{name}.csv").status_code == 404


@pytest.mark.parametrize("name", [name for name in sections.names() if name not in ("provinces", "inspections")])
def test_every_table_is_a_file_too(cases: None, client: Client, name: str) -> None:
    client.force_login(an_officer())
    answer = client.get(f"/dashboard/{name}.csv?office=pio-25&weeks=4")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert len({len(row) for row in rows}) == 1


def test_a_name_is_no_formula_in_the_file() -> None:
    from incidents.dashboard.tables import Column, Row, csv_text

    table = Table("t", "t", (Column("name", "text"), Column("n")), [Row([Cell("=1+1"), Cell(-2)])])
    assert csv_text(table).splitlines()[1] == "'=1+1,-2"


def test_the_page_costs_the_same_however_many_cases_there_are(cases: None, client: Client) -> None:
    client.force_login(an_officer())
    client.get("/dashboard/")
    with CaptureQueriesContext(connection) as few:
        client.get("/dashboard/")
    for _ in range(5):
        a_case(State.ACTING)
    client.get("/dashboard/")
    with CaptureQueriesContext(connection) as many:
        client.get("/dashboard/")
    assert len(many) == len(few) < 40


def _offices(*codes: str) -> list[Office]:
    return list(Office.objects.filter(code__in=codes))


def _member(code: str) -> User:
    user = an_officer(name=f"of {code}")
    OfficeMember.objects.create(user=user, office_id=code)
    return user
