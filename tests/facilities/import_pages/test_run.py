"""The page of one run: where it stands, why it is held, its problems row by row."""

import pytest
from django.test import Client

from facilities.imports.watching import Watch
from facilities.models import RunState
from tests.builders_geo import an_area, an_edition
from tests.builders_imports import a_held_run, a_problem, a_run, a_steward, text

pytestmark = pytest.mark.django_db


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


def test_pages_read_in_thai_by_default(client: Client) -> None:
    client.force_login(a_steward())
    for path in ("", "new/", f"{a_held_run().pk}/"):
        html = text(client, f"/facilities/imports/{path}")
        assert "การนำเข้าทะเบียน" in html
        assert "Load" not in html.split("<main")[1].split("</main>")[0]


def test_rows_that_did_not_change_lead_to_the_load_that_found_something_in_them(steward: Client) -> None:
    earlier, _silent = a_run(state=RunState.APPLIED), a_run(state=RunState.APPLIED)
    a_problem(earlier)
    a_problem(a_run(state=RunState.APPLIED, profile="diw-factory-data"))
    html = text(steward, f"/facilities/imports/{a_run(counts={'read': 9000, 'unchanged': 8000}).pk}/")
    assert "8,000 rows are as they were at the last load and were not examined again." in html
    assert f'href="/facilities/imports/{earlier.pk}/problems/">What was found in them stands in load' in html


def test_a_first_load_has_no_rows_that_are_as_they_were(steward: Client) -> None:
    html = text(steward, f"/facilities/imports/{a_run(counts={'read': 4, 'new': 4, 'unchanged': 0}).pk}/")
    assert "not examined again" not in html


def test_a_matter_without_a_column_of_its_own_and_areas_are_said_in_words(client: Client) -> None:
    client.force_login(a_steward())
    an_edition(an_area("25", name_th="ปราจีนบุรี"))
    run = a_run(counts={"columns": ["name"]})
    a_problem(run, 2, field="position", rule="outside_subdistrict", value="1, 2", detail="1200 m, 25")
    a_problem(run, 3, field="name", value="x")
    html = text(client, f"/facilities/imports/{run.pk}/problems/")
    assert ">ตำแหน่ง</td>" in html
    assert "จังหวัดปราจีนบุรี" in html
    assert ">name</td>" in html
