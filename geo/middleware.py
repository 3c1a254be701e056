"""Turns the error tree into problem details (RFC 9457) for machines and a plain page for people."""

from collections.abc import Callable

from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext

from geo.errors import NotFound, PhangUtError, Unavailable, Unreadable, WrongMethod

MACHINE_PREFIXES = ("/api/", "/tiles/", "/ogc/", "/open311/", "/hooks/", "/events/")

RETRY_S = 30
"""When a program may come again to a service that was away."""

_FOR_OTHER_SITES = ("Access-Control-Allow-Origin", "Access-Control-Expose-Headers")


class ProblemMiddleware:
    """Catches `PhangUtError` from any view, and a database that does not answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in (404, 405) and is_machine_path(request):
            return _as_problem(request, response)
        return _wrong_method(request, response) if response.status_code == 405 else response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A response for our own errors and a lost database; None leaves the rest to Django."""
        if isinstance(error, OperationalError | InterfaceError):
            return bare_response(request, Unavailable("The database does not answer"))
        if isinstance(error, DataError):
            error = unstorable()
        if not isinstance(error, PhangUtError):
            return None
        return problem_response(error) if is_machine_path(request) else page_response(request, error)


def is_machine_path(request: HttpRequest) -> bool:
    """Whether the caller is a program, which is told in JSON."""
    return f"{request.path}/".startswith(MACHINE_PREFIXES)


def unstorable() -> Unreadable:
    """What the database says to NUL in a text or a number beyond its column: the request's fault, not ours."""
    return Unreadable("A value in the request cannot be stored or looked for")


def problem_response(error: PhangUtError) -> JsonResponse:
    """RFC 9457 problem details, their title in the language of the request; `Retry-After` where waiting helps."""
    again_s = error.fields.get("retry_after_s", RETRY_S if error.status == 503 else None)
    return JsonResponse(
        {**error.problem(), "title": gettext(error.title)},
        status=error.status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
        headers={} if again_s is None else {"Retry-After": str(again_s)},
    )


def page_response(request: HttpRequest, error: PhangUtError) -> HttpResponse:
    """The same for a person: what happened, what it means, what to do."""
    return render(request, "geo/problem.html", {"error": error}, status=error.status)


def bare_response(request: HttpRequest, error: PhangUtError) -> HttpResponse:
    """A page rendered without the request: finding the user may fail for the same reason as the page did."""
    if is_machine_path(request):
        return problem_response(error)
    return HttpResponse(render_to_string("geo/problem.html", {"error": error}), status=error.status)


def _as_problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Django's own words for a wrong address or method, as problem details; our own answers stay as they are."""
    if any(form in response.headers.get("Content-Type", "") for form in ("json", "xml")):
        return response
    if response.status_code == 404:
        return problem_response(NotFound("There is nothing at this address"))
    return _wrong_method(request, response)


def _wrong_method(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Django's own answer has an empty body, which a browser shows as its own error."""
    allowed = response.headers.get("Allow", "")
    error = WrongMethod(f"{request.method} is not among {allowed}", allowed=allowed.split(", "))
    problem = problem_response(error) if is_machine_path(request) else page_response(request, error)
    for name in ("Allow", *_FOR_OTHER_SITES):
        if name in response.headers:
            problem[name] = response[name]
    return problem
