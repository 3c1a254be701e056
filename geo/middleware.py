"""Turns the error tree into problem details (RFC 9457) for machines and a plain page for people."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from geo.errors import PhangUtError

MACHINE_PREFIXES = ("/api/", "/tiles/", "/ogc/", "/open311/", "/hooks/", "/events/")


class ProblemMiddleware:
    """Catches `PhangUtError` from any view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A response for our own errors; None leaves the rest to Django."""
        if not isinstance(error, PhangUtError):
            return None
        return problem_response(error) if is_machine_path(request) else page_response(request, error)


def is_machine_path(request: HttpRequest) -> bool:
    """Whether the caller is a program, which is told in JSON."""
    return request.path.startswith(MACHINE_PREFIXES)


def problem_response(error: PhangUtError) -> JsonResponse:
    """RFC 9457 problem details."""
    return JsonResponse(error.problem(), status=error.status, content_type="application/problem+json")


def page_response(request: HttpRequest, error: PhangUtError) -> HttpResponse:
    """The same for a person: what happened, what it means, what to do."""
    return render(request, "geo/problem.html", {"error": error}, status=error.status)
