"""One run: where it stands, why it is held, what it would change, what is wrong with its rows."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from facilities.import_pages import words
from facilities.import_pages.door import run_for, stewards_only
from facilities.import_pages.findings import difference_page, groups, problem_page
from facilities.import_pages.forms import DecisionForm
from facilities.import_pages.log import lines
from facilities.imports.runs import is_interrupted
from facilities.models import ImportRun


@stewards_only
@require_safe
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """State, summary, reasons for a hold, the decision."""
    return page(request, run_for(pk))


@stewards_only
@require_safe
def differences(request: HttpRequest, pk: int) -> HttpResponse:
    """New, changed and absent ones, page by page."""
    run = run_for(pk)
    context = {"run": run, "tab": "differences", "page": difference_page(run, request.GET)}
    return render(request, "facilities/imports/differences.html", context)


@stewards_only
@require_safe
def problems(request: HttpRequest, pk: int) -> HttpResponse:
    """Errors row by row, all or of one rule."""
    run = run_for(pk)
    context = {"run": run, "tab": "problems", "groups": groups(run), "page": problem_page(run, request.GET)}
    return render(request, "facilities/imports/problems.html", context)


@stewards_only
@require_safe
def progress(request: HttpRequest, pk: int) -> JsonResponse:
    """For the script of the page, once a second: how far, of how much, at what."""
    run = run_for(pk)
    return JsonResponse(
        {
            "state": run.state,
            "active": words.is_active(run) and not is_interrupted(run),
            "words": str(words.step_words(run)),
            "done": run.done,
            "total": run.total if run.step else None,
            "numbers": words.progress_numbers(run),
            "took": words.took(run, timezone.now()),
        }
    )


def page(request: HttpRequest, run: ImportRun, *, status: int = 200, **more: Any) -> HttpResponse:
    """The overview; `more` carries a form with errors or the word that somebody else was faster."""
    context = {
        "run": run,
        "tab": "overview",
        "groups": groups(run),
        "log": lines(run),
        "form": DecisionForm(),
        **more,
    }
    return render(request, "facilities/imports/run.html", context, status=status)
