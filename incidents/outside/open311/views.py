"""`/open311/v2/`: discovery, services, requests, tokens. Each address with `.json`, `.xml` or neither."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from geo.errors import NotFound, PhangUtError, WrongMethod
from geo.middleware import unstorable
from incidents.models import Report
from incidents.outside.open311 import answers, asking, filing
from incidents.outside.open311.rendering import DEFINITION, DISCOVERY, REQUESTS, SERVICES, answer, refusal

View = Callable[..., HttpResponse]


def georeport(*methods: str) -> Callable[[View], View]:
    """Errors in GeoReport's shape, in the form that was asked for."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, suffix: str = "", **parts: Any) -> HttpResponse:
            try:
                if request.method not in methods:
                    raise WrongMethod(f"{request.method} is not among {', '.join(methods)}")
                return view(request, suffix, **parts)
            except PhangUtError as error:
                return refusal(request, suffix, error)
            except DataError:
                return refusal(request, suffix, unstorable())

        return csrf_exempt(guarded)  # keys, not cookies, say who files

    return decorate


@georeport("GET", "HEAD")
def discovery(request: HttpRequest, suffix: str) -> HttpResponse:
    """What is here."""
    base, home = request.build_absolute_uri("/open311/v2/"), request.build_absolute_uri("/")
    return answer(request, suffix, DISCOVERY, answers.discovery(base, home))


@georeport("GET", "HEAD")
def services(request: HttpRequest, suffix: str) -> HttpResponse:
    """What can be reported."""
    asking.check_jurisdiction(request.GET)
    return answer(request, suffix, SERVICES, answers.services())


@georeport("GET", "HEAD")
def service(request: HttpRequest, suffix: str, code: str) -> HttpResponse:
    """What is asked of one service."""
    asking.check_jurisdiction(request.GET)
    return answer(request, suffix, DEFINITION, answers.definition(asking.service(code)))


@georeport("GET", "HEAD", "POST")
def requests(request: HttpRequest, suffix: str) -> HttpResponse:
    """File one, or list them."""
    return _file(request, suffix) if request.method == "POST" else _list(request, suffix)


@georeport("GET", "HEAD")
def one_request(request: HttpRequest, suffix: str, key: str) -> HttpResponse:
    """One by the name the caller knows it by; several with commas between them."""
    asking.check_jurisdiction(request.GET)
    found = _by_keys(key.split(",")[:100], request)
    if not found:
        raise NotFound("service_request_id was not found", field="service_request_id", value=key)
    return answer(request, suffix, REQUESTS, found)


@georeport("GET", "HEAD")
def token(request: HttpRequest, suffix: str, token_id: str) -> HttpResponse:
    """Requests have their number at once: the token is the number."""
    report = asking.by_key(token_id, request)
    if report is None:
        raise NotFound("The token was not found", field="token", value=token_id)
    return answer(request, suffix, REQUESTS, [{"service_request_id": token_id, "token": token_id}])


def _file(request: HttpRequest, suffix: str) -> HttpResponse:
    sent = {**request.GET.dict(), **filing.sent_in(request)}
    code = filing.file(sent, idempotency_key=request.headers.get("Idempotency-Key", ""), now=timezone.now())
    notice = _("Pictures are not taken from addresses; they are sent to /api/photos.") if sent.get("media_url") else ""
    made = {"service_request_id": code, "service_notice": notice or None, "account_id": None}
    return answer(request, suffix, REQUESTS, [made], 201)


def _list(request: HttpRequest, suffix: str) -> HttpResponse:
    """Tracking codes are given to programmes with a key only: with one, anybody could answer for the reporter."""
    asked = asking.Asked.parse(request.GET.dict(), now=timezone.now())
    if asked.keys:
        return answer(request, suffix, REQUESTS, _by_keys(asked.keys, request))
    knows = bool(request.GET.get("api_key")) and bool(filing.client_of(request.GET["api_key"]))
    found = [
        answers.request(report, report.tracking_code if knows else str(report.pk))
        for report in answers.with_answers(asked.reports())
    ]
    return answer(request, suffix, REQUESTS, found)


def _by_keys(keys: Any, request: HttpRequest) -> list[dict[str, Any]]:
    known = {report.pk: key for key in keys if (report := asking.by_key(key.strip(), request)) is not None}
    shown = answers.with_answers(Report.objects.filter(pk__in=known).order_by("-received_at", "-id"))
    return [answers.request(report, known[report.pk].strip()) for report in shown]
