"""The page with the list of work."""

import re
from typing import Any

import pytest
from django.test import Client

from facilities.new_facility import NewFacility
from facilities.quality import queue, refresh
from tests.builders_facilities import new_facility, registered
from tests.builders_officers import as_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client) -> Client:
    """A client logged in as one, who may see reports too."""
    return as_officer(client, "view_report")


def page(client: Client, query: str = "", *news: NewFacility) -> Any:
    """The page, after looking at these sites."""
    registered(*news)
    refresh(None)
    return client.get(f"/facilities/quality/{query}")


def test_tabs_count_and_rows_lead_to_the_page_that_mends(officer: Client) -> None:
    answer = page(officer, "?matter=unplaced", new_facility(None, name_th="โรงลอย"), new_facility())
    html = answer.content.decode()
    assert {tab.value: tab.count for tab in answer.context["tabs"]}["unplaced"] == 1
    assert re.search(r'href="/facilities/quality/\d+/\?matter=unplaced">โรงลอย', html)
    assert answer.context["unplaced"] == 1


def test_the_map_shows_the_sites_of_the_table(officer: Client) -> None:
    answer = page(officer, "", new_facility(name_th="ก"), new_facility(name_th="ข"))
    shown = {feature["id"] for feature in answer.context["features"]["features"]}
    assert shown == {row.item.facility_id for row in answer.context["rows"]}
    assert len(shown) == 2


def test_the_next_page_keeps_the_filters(officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "PAGE", 1)
    answer = page(officer, "?matter=unplaced&area=25", new_facility(None), new_facility(None))
    following = answer.context["next_address"]
    assert "area=25" in following
    assert officer.get(f"/facilities/quality/{following}").context["next_address"] == ""


def test_an_empty_list_says_what_would_fill_it(officer: Client) -> None:
    assert "ไม่มีเรื่องค้างตรวจ" in page(officer).content.decode()
    assert "ไม่มีเรื่องค้างตรวจในส่วนนี้" in page(officer, "?matter=shared", new_facility(None)).content.decode()


def test_open_reports_are_told_to_those_who_may_see_reports(client: Client) -> None:
    assert not page(as_officer(client), "", new_facility(None)).context["tells_reports"]


@pytest.mark.parametrize("query", ["?matter=x", "?after=x", "?status=x"])
def test_a_wrong_address_is_refused(officer: Client, query: str) -> None:
    assert page(officer, query).status_code == 400


def test_it_takes_a_fixed_number_of_queries(officer: Client, django_assert_max_num_queries: Any) -> None:
    registered(*(new_facility(None) for _ in range(40)))
    refresh(None)
    with django_assert_max_num_queries(12):
        officer.get("/facilities/quality/")
