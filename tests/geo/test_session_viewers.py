"""Whose session a cookie names, at the door: as Django says, and no longer than it would."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from geo.session_viewers import cookie_key, find_out
from tests.builders_incidents import PRACHIN_BURI, a_country, a_report, an_officer
from tests.builders_visitors import Visitor, address, cookie_of

pytestmark = pytest.mark.django_db(transaction=True)

PATH = address("incidents", PRACHIN_BURI)
KEY = "a" * 32
NAME = settings.SESSION_COOKIE_NAME


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    a_country()
    a_report()
    with Visitor() as found:
        yield found


@pytest.mark.parametrize(
    ("cookie", "key"),
    [
        ("", ""),
        ("django_language=en", ""),
        (f"{NAME}={KEY}", KEY),
        (f"django_language=en; {NAME}={KEY}; x=y", KEY),
        (f"{NAME}={KEY}; {NAME}={KEY}", None),
        (f"{NAME}=../../etc", None),
        (f"{NAME}=", None),
        (f"x{NAME}={KEY}", None),
        (f'{NAME}="{KEY}"', None),
    ],
)
def test_only_a_plain_cookie_is_read(cookie: str, key: str | None) -> None:
    assert cookie_key(cookie) == key


def test_an_officer_is_answered_at_the_door_as_django_answers(visitor: Visitor) -> None:
    user = an_officer()
    client = Client()
    client.force_login(user)
    quick, django = visitor.get(PATH, cookie=cookie_of(user)), client.get(PATH)
    assert (quick.body, quick.headers["ETag"]) == (django.content, django["ETag"])
    assert quick.headers["Cache-Control"] == django["Cache-Control"] == "private, no-cache"
    assert visitor.get(PATH).body != quick.body


def test_a_session_nobody_has_is_left_to_django(visitor: Visitor) -> None:
    assert visitor.get(PATH, cookie=f"{NAME}={KEY}") is None


def test_a_strangers_session_sees_what_the_public_sees(visitor: Visitor) -> None:
    client = Client()
    client.session["cart"] = 1
    held = client.session
    held["cart"] = 1
    held.save()
    found = visitor.get(PATH, cookie=f"{NAME}={held.session_key}")
    assert (found.body, found.headers["Cache-Control"]) == (visitor.get(PATH).body, "no-cache")


def log_out(user: User, client: Client) -> None:
    client.logout()


def deactivate(user: User, client: Client) -> None:
    user.is_active = False
    user.save()


def change_the_password(user: User, client: Client) -> None:
    user.set_password("another")
    user.save()


def delete_the_user(user: User, client: Client) -> None:
    user.delete()


def end_the_session(user: User, client: Client) -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))


@pytest.mark.parametrize("end", [log_out, deactivate, change_the_password, delete_the_user, end_the_session])
def test_whoever_is_out_is_a_stranger_to_the_next_request(
    visitor: Visitor, end: Callable[[User, Client], None]
) -> None:
    user, client = an_officer(), Client()
    client.force_login(user)
    cookie = f"{NAME}={client.cookies[NAME].value}"
    assert visitor.get(PATH, cookie=cookie).headers["Cache-Control"] == "private, no-cache"
    end(user, client)
    found = visitor.get(PATH, cookie=cookie)
    assert found is None or found.headers["Cache-Control"] == "no-cache"


def take_a_permission(user: User) -> None:
    user.user_permissions.clear()


def leave_the_group(user: User) -> None:
    user.groups.clear()


def take_the_groups_permission(user: User) -> None:
    user.groups.get().permissions.clear()


@pytest.mark.parametrize("take", [take_a_permission, leave_the_group, take_the_groups_permission])
def test_a_right_that_is_taken_is_gone_with_the_next_request(visitor: Visitor, take: Callable[[User], None]) -> None:
    user = User.objects.create_user("somchai")
    rights = Permission.objects.filter(codename__in=["view_report", "view_exactplace"])
    if take is take_a_permission:
        user.user_permissions.set(rights)
    else:
        group = Group.objects.create(name="officers")
        group.permissions.set(rights)
        user.groups.add(group)
    cookie, public = cookie_of(user), visitor.get(PATH).body
    assert visitor.get(PATH, cookie=cookie).body != public
    take(user)
    assert visitor.get(PATH, cookie=cookie).body == public


def test_another_store_of_sessions_is_left_to_django(settings: Any) -> None:
    key = cookie_of(User.objects.create_user("somchai")).split("=")[1]
    assert find_out(key) is not None
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.file"
    assert find_out(key) is None
