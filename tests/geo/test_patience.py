"""A stranger's question does not keep the database busy for long."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection
from django.test import RequestFactory

from geo.errors import Unavailable
from geo.patience import patient_with_strangers

pytestmark = pytest.mark.django_db


@patient_with_strangers
def slow(request: Any) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.3)")
    return "done"


def asked(method: str, user: Any) -> Any:
    request = RequestFactory().generic(method, "/api/locate")
    request.user = user
    return request


@pytest.fixture(autouse=True)
def short(settings: Any) -> None:
    settings.STRANGERS_MS = 100


def test_a_strangers_question_ends() -> None:
    with pytest.raises(Unavailable):
        slow(asked("GET", AnonymousUser()))
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)


@pytest.mark.parametrize("asks", [("POST", AnonymousUser()), ("GET", User(username="officer"))])
def test_what_is_sent_and_who_is_known_are_not_cut_off(asks: Any) -> None:
    assert slow(asked(*asks)) == "done"
