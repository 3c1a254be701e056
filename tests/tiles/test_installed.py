"""The manifest and the worker: in the reader's language, of our own files, of nobody in particular."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from tiles.installed import READER_HEADER, reader_key

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "name"), [("th", "ผังอุต"), ("en", "Phang-Ut")])
def test_the_manifest_is_in_the_readers_language(language: str, name: str) -> None:
    client = Client()
    client.cookies["django_language"] = language
    answer = client.get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    assert (answer.json()["lang"], answer.json()["short_name"]) == (language, name)
    assert all(icon["src"].startswith("/static/tiles/icon-") for icon in answer.json()["icons"])


def test_the_worker_reaches_the_whole_service_and_keeps_the_form_of_nobody_in_particular() -> None:
    answer = Client().get("/sw.js")
    script = answer.content.decode()
    assert answer["Content-Type"].startswith("text/javascript")
    assert "no-store" in answer["Cache-Control"]
    assert "tiles/worker.js" in script
    assert "incidents/report_form.js" in script
    assert '"/report/"' in script


def test_the_map_says_whose_page_it_is_without_saying_who() -> None:
    user = User.objects.create_user("somchai", password="x")
    client = Client()
    assert client.get("/")[READER_HEADER] == "public"
    client.force_login(user)
    told = client.get("/")[READER_HEADER]
    assert told == reader_key(user)
    assert "somchai" not in told


def test_other_rights_make_another_reader() -> None:
    """What is kept for the reading without a line is forgotten with the right to see it."""
    user = User.objects.create_user("somchai", password="x")
    before = reader_key(user)
    user.user_permissions.add(Permission.objects.get(codename="view_report"))
    assert reader_key(User.objects.get(pk=user.pk)) != before


def test_two_readers_and_two_passwords_have_two_keys() -> None:
    one, other = (User.objects.create_user(name, password="x") for name in ("one", "other"))
    before = reader_key(one)
    one.set_password("y")
    assert len({before, reader_key(one), reader_key(other)}) == 3
