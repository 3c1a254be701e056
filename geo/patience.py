"""How long a question of the JSON API may keep the database busy that nobody answers for."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest
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
            with transaction.atomic():
                _allow(settings.STRANGERS_MS)
                return view(request, *args, **kwargs)
        except OperationalError as error:
            if isinstance(error.__cause__, QueryCanceled):
                raise Unavailable("This question takes too long to answer; ask for less") from None
            raise

    return answered


def _allow(milliseconds: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(milliseconds)])
