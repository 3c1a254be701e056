"""The export page, its files, and how far each of them is."""

from collections.abc import Iterator
from typing import Literal, cast

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from facilities.exports import about
from facilities.exports.extract import Extract, Headers, extract
from facilities.exports.formats import FORMATS, Format
from facilities.exports.progress import Ticket
from facilities.exports.stream import Stream
from facilities.exports.watched import watched
from facilities.selection import Selection
from geo.errors import BadInput
from geo.layers import Viewer


@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """The file that `format` names, as a download; the page to choose one without it."""
    name = request.GET.get("format", "")
    if day := request.GET.get("as_of"):
        raise BadInput(_("Files hold the register as it is now, not of an earlier day"), field="as_of", value=day)
    selection = Selection.parse(request.GET, Viewer.of(request.user))
    if not name:
        return _page(request, selection)
    form = FORMATS[_one_of("format", name, list(FORMATS))]
    return _file(request, form, _extract(request, selection, form.headers))


@require_safe
def describe(request: HttpRequest) -> HttpResponse:
    """A text to lay beside a table: what was asked, of when, from where, and what the columns are."""
    made = _extract(request, Selection.parse(request.GET, Viewer.of(request.user)), "thai")
    response = HttpResponse(about.text(made), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{made.file_stem}.txt") or "attachment"
    return response


@require_safe
def progress(request: HttpRequest, ticket: str) -> JsonResponse:
    """`{"done", "total", "state"}`."""
    response = JsonResponse(Ticket.parse(ticket).read())
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def stop(request: HttpRequest, ticket: str) -> HttpResponse:
    """Ends the export at its next chunk."""
    Ticket.parse(ticket).stop()
    return HttpResponse(status=204)


def _page(request: HttpRequest, selection: Selection) -> HttpResponse:
    chosen = [("find", selection.find), *((choice.filter, choice.value) for choice in selection.choices)]
    context = {
        "selection": selection,
        "said": about.in_words(selection),
        "total": selection.queryset().count(),
        "formats": FORMATS.values(),
        "held": [(name, value) for name, value in chosen if value],
        "words": _words(),
    }
    return render(request, "facilities/export.html", context)


def _words() -> dict[str, str]:
    return {
        "waiting": _("Getting ready"),
        "working": _("Reading the register"),
        "sending": _("The file is on its way"),
        "done": _("The file is complete"),
        "stopped": _("Cancelled; what was downloaded is not complete"),
        "broken": _("The export broke off; what was downloaded is not complete"),
        "rows": _("{done} of {total} rows"),
    }


def _extract(request: HttpRequest, selection: Selection, usual: Headers) -> Extract:
    asked = _one_of("headers", request.GET.get("headers") or usual, ["thai", "names"])
    return extract(selection, cast(Literal["thai", "names"], asked), Viewer.of(request.user), timezone.now())


def _file(request: HttpRequest, form: Format, made: Extract) -> HttpResponseBase:
    if form.most_rows is not None and made.total > form.most_rows:
        rule = _("a file of this format holds %(most)s rows; narrow the selection, or take another format")
        raise BadInput(rule % {"most": f"{form.most_rows:,}"}, field="format", value=form.name)
    number = request.GET.get("ticket", "")
    ticket = Ticket.parse(number) if number else None
    response = StreamingHttpResponse(_sender(request, form, made, ticket), content_type=form.content_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{made.file_stem}.{form.name}") or "attachment"
    response["X-Total-Rows"] = str(made.total)
    response["Cache-Control"] = "no-store"
    return response


def _sender(request: HttpRequest, form: Format, made: Extract, ticket: Ticket | None) -> "Stream | Iterator[bytes]":
    """A server that is not asynchronous pulls the pieces itself; gathering a stream would hold the whole file.

    HEAD asks what a GET would bring: nothing is read for it, and the ticket stays unused.
    """
    if request.method == "HEAD":
        return iter(())
    pieces = watched(form, made, ticket)
    return Stream(pieces) if isinstance(request, ASGIRequest) else pieces


def _one_of(name: str, value: str, allowed: list[str]) -> str:
    if value not in allowed:
        raise BadInput(
            _("%(name)s is one of %(values)s") % {"name": name, "values": ", ".join(allowed)},
            field=name,
            value=value,
            allowed=allowed,
        )
    return value
