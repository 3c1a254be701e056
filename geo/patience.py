"""How long a question may keep the database busy: those of the JSON API that nobody answers for, and others."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from psycopg.errors import QueryCanceled

from geo.errors import Unavailable

_ASKS = ("GET", "HEAD")


def patient_with_strangers(view: Callable[..., Any]) -> Callable[..., Any]:
    """Statements of a stranger's question end after `STRANGERS_MS`; then `Unavailable`. What is sent is not cut off."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.method not in _ASKS or request.user.is_authenticated:
            return view(request, *args, **kwargs)
        try:
            with at_most(settings.STRANGERS_MS):
                return view(request, *args, **kwargs)
        except TookTooLong:
            raise took_too_long() from None

    return answered


def took_too_long() -> Unavailable:
    """What a stranger is told, in the language that is active."""
    return Unavailable(_("This question takes too long to answer; ask for less"))


class TookTooLong(Exception):
    """PostgreSQL ended a statement."""


@contextmanager
def at_most(milliseconds: int) -> Iterator[None]:
    """A transaction in which no statement may take longer; else `TookTooLong`."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(milliseconds)])
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TookTooLong from error
        raise
