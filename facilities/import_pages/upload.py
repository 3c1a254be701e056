"""A new load: the file is sent, checked at the door and, unless its columns have to be mapped first, started."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from facilities import jobs
from facilities.import_pages import reader_words, words
from facilities.import_pages.door import stewards_only
from facilities.import_pages.forms import UploadForm
from facilities.import_pages.receiving import ENDINGS, SizeLimit, limit_words, receive, too_large
from facilities.imports.runs import start_run
from facilities.models import ImportRun
from geo.changes import Actor
from geo.errors import BadInput

GENERIC = "generic"


# The limit has to be set before anything reads the body; the check against forgery does, so it runs inside.
@csrf_exempt
@stewards_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponseBase:
    """The form; what is sent goes on to the run, or for a generic file to its columns."""
    limit = SizeLimit(request)
    request.upload_handlers = [limit]
    return _new(request, limit)


@csrf_protect
def _new(request: HttpRequest, limit: SizeLimit) -> HttpResponse:
    if request.method != "POST":
        return _page(request, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    valid = form.is_valid()
    if limit.exceeded:
        form.errors.pop("file", None)
        form.add_error("file", reader_words.sentence(too_large(), limit.file_name or ""))
    if not valid or limit.exceeded:
        return _page(request, form, status=400)
    return _received(request, form)


def _received(request: HttpRequest, form: UploadForm) -> HttpResponse:
    given = form.cleaned_data
    user_id = cast(int, request.user.pk)
    try:
        file = receive(given["file"], given["profile"], user_id=user_id)
    except BadInput as error:
        form.add_error("file", reader_words.sentence(error, given["file"].name))
        return _page(request, form, status=400)
    if given["profile"] == GENERIC:
        request.session[f"import {file.token}"] = {"reason": given["reason"], "wants_apply": form.wants_apply}
        return _go(request, reverse("facilities:import_columns", args=[file.token]))
    run = start_run(
        file.path,
        profile=given["profile"],
        actor=Actor.of(request.user),
        reason=given["reason"],
        wants_apply=form.wants_apply,
        now=timezone.now(),
    )
    file.forget()
    return begun(request, run)


def begun(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Hand the run to the worker, and on to its page."""
    jobs.enqueue(run)
    return _go(request, reverse("facilities:import", args=[run.pk]))


def _go(request: HttpRequest, path: str) -> HttpResponse:
    """A script that sends the file cannot see a redirect, so it is told in a header."""
    if request.headers.get("X-Asked-By") == "script":
        return HttpResponse(status=204, headers={"X-Go-To": path})
    return redirect(path)


def _page(request: HttpRequest, form: UploadForm, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "profiles": words.profiles(),
        "endings": ",".join(ENDINGS),
        "limit": limit_words(),
        "limit_bytes": settings.UPLOAD_BYTES,
    }
    return render(request, "facilities/imports/new.html", context, status=status)
