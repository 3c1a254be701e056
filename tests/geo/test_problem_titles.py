"""Titles of problem details are in the language of the request, as their details are."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils.translation import gettext as _
from django.utils.translation import override

from geo.errors import PhangUtError
from geo.thai import is_thai


def every_error(kind: type[PhangUtError] = PhangUtError) -> Iterator[type[PhangUtError]]:
    """The whole tree, with what the apps add to it."""
    yield kind
    for below in kind.__subclasses__():
        yield from every_error(below)


def test_every_title_is_said_in_thai() -> None:
    with override("th"):
        assert [kind.title for kind in every_error() if not is_thai(_(kind.title))] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "title"), [("th", "ไม่มีสิ่งที่ขอ"), ("en", "There is nothing here")])
def test_a_program_reads_the_title_in_its_language(client: Client, language: str, title: str) -> None:
    client.cookies["django_language"] = language
    answer = client.get("/api/facilities/999999999")
    assert (answer.status_code, answer.json()["title"]) == (404, title)
