"""Who may enter the pages of imports, and the list of runs."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from facilities.models import ImportRun
from tests.builders_imports import a_held_run, a_run, text

pytestmark = pytest.mark.django_db


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
