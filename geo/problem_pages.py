"""Django's own errors (404, 403, 400, 500, CSRF) in the words and shapes of ours."""

import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from geo.errors import BadInput, NotAllowed, NotFound, PhangUtError, Unavailable
from geo.middleware import bare_response, is_machine_path, page_response, problem_response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return _answer(request, NotFound("There is nothing at this address"))


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _answer(request, NotAllowed("This is not open to you"))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, such as a host name that is not ours."""
    return bare_response(request, BadInput("The request could not be read", field="request", value=request.path))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was open too long, or cookies are off."""
    return _answer(
        request, NotAllowed("The form was open too long, or cookies are switched off. Reload it and send again")
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500; 503 when it was the database that did not answer."""
    down = isinstance(sys.exc_info()[1], OperationalError)
    return bare_response(request, Unavailable("The database does not answer") if down else PhangUtError(""))


def _answer(request: HttpRequest, error: PhangUtError) -> HttpResponse:
    return problem_response(error) if is_machine_path(request) else page_response(request, error)
