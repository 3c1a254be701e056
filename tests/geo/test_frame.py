"""The frame of every page: language, login, problem pages, how things are written for people."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.utils import translation

from geo import menu, problem_pages
from geo.coordinates import LonLat
from geo.errors import BadInput, Unavailable
from geo.layers import Viewer
from geo.middleware import page_response
from geo.templatetags.phangut import coords, metres, thai_date, thai_datetime

db = pytest.mark.django_db


@db
def test_a_page_is_thai_whatever_the_computer_prefers(client: Client) -> None:
    answer = client.get("/login/", headers={"accept-language": "en-US,en;q=0.9"})
    assert '<html lang="th">' in answer.content.decode()
    assert answer["Content-Language"] == "th"


@db
def test_the_switch_changes_the_language_and_keeps_the_view(client: Client) -> None:
    answer = client.post("/i18n/", {"language": "en", "next": "/?at=9/13.5/101.2&off=incidents"})
    assert answer["Location"] == "/?at=9/13.5/101.2&off=incidents"
    assert '<html lang="en">' in client.get("/login/").content.decode()


@db
def test_the_switch_leads_to_no_other_site(client: Client) -> None:
    answer = client.post("/i18n/", {"language": "en", "next": "https://elsewhere.example/"})
    assert "elsewhere" not in answer["Location"]


@db
def test_a_wrong_password_is_said_in_words(client: Client) -> None:
    answer = client.post("/login/", {"username": "nobody", "password": "wrong"})
    assert "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง" in answer.content.decode()


@db
def test_an_unknown_page_says_what_to_do(client: Client) -> None:
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "ไม่พบหน้านี้" in answer.content.decode()


@db
def test_an_unknown_machine_path_is_problem_details(client: Client) -> None:
    answer = client.get("/tiles/a/b")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_a_rule_without_a_translation_is_kept_for_the_administrator() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with translation.override("th"):
        page = page_response(request, BadInput("colour must be a hue", field="colour", value="x")).content.decode()
    assert page.index("<details><summary>ข้อมูลสำหรับผู้ดูแลระบบ") < page.index("colour must be a hue")


def test_a_server_error_needs_no_database() -> None:
    answer = problem_pages.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert '<form class="search"' in answer.content.decode()


def test_no_page_carries_an_inline_script_or_style() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    page = page_response(request, Unavailable("away")).content.decode()
    assert "<style" not in page
    assert " style=" not in page
    assert all('type="' in tag.split(">")[0] for tag in page.split("<script")[1:])


def test_the_menu_shows_what_the_viewer_may_open(monkeypatch: Any) -> None:
    monkeypatch.setattr(menu, "_entries", {})
    menu.register("All", "/all/")
    menu.register("Few", "/few/", permission="app.see")
    assert [entry.path for entry in menu.entries_for(Viewer())] == ["/all/"]
    assert len(menu.entries_for(Viewer(frozenset({"app.see"})))) == 2


@pytest.mark.parametrize(
    ("distance_m", "thai", "english"),
    [
        (0, "0 ม.", "0 m"),
        (850.4, "850 ม.", "850 m"),
        (999.7, "1.0 กม.", "1.0 km"),
        (1249, "1.2 กม.", "1.2 km"),
        (123_456, "123 กม.", "123 km"),
    ],
)
def test_distances_are_written_for_people(distance_m: float, thai: str, english: str) -> None:
    with translation.override("th"):
        assert metres(distance_m) == thai
    with translation.override("en"):
        assert metres(distance_m) == english


def test_dates_are_of_the_buddhist_era_in_thai() -> None:
    with translation.override("th"):
        assert thai_date(date(2025, 3, 12)) == "12 มี.ค. 2568"
        assert thai_datetime(datetime(2025, 3, 12, 18, 5, tzinfo=UTC)) == "13 มี.ค. 2568 01:05 น."
    with translation.override("en"):
        assert thai_date("2025-03-12") == "12 Mar 2025"


def test_nothing_is_written_as_nothing() -> None:
    assert (thai_date(None), thai_datetime(""), metres(None), coords(None)) == ("", "", "", "")


def test_places_are_written_latitude_first_as_other_maps_take_them() -> None:
    assert coords(LonLat(101.651, 13.787)) == "13.78700, 101.65100"
