"""Officers who may change the register."""

from django.contrib.auth.models import Permission, User
from django.test import Client


def an_officer(name: str = "somchai", *permissions: str) -> User:
    """A user who may see and change facilities, and whatever else is named by codename."""
    user = User.objects.create_user(name, password="x")
    codenames = {"change_facility", "view_facility", *permissions}
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


def as_officer(client: Client, *permissions: str) -> Client:
    """The client, logged in as one."""
    client.force_login(an_officer("somchai", *permissions))
    return client
