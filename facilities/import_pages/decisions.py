"""What a steward does with a run: take it over, reject it, stop it, start it again. Each by POST, each recorded."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from facilities import jobs
from facilities.import_pages.door import run_for, stewards_only
from facilities.import_pages.forms import DecisionForm
from facilities.import_pages.run_page import page
from facilities.imports.runs import accept_run, reject_run, retry_run, stop_run
from facilities.models import ImportRun
from geo.changes import Actor
from geo.errors import Conflict
from geo.posting import post_or_back_to

Decision = Callable[..., ImportRun]


@stewards_only
@post_or_back_to("facilities:import")
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Into the register: what was compared is written by the worker."""
    return _decide(request, run_for(pk), accept_run, _("Taken over. It is being written into the register."), "accept")


@stewards_only
@post_or_back_to("facilities:import")
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    """Not into the register."""
    return _decide(request, run_for(pk), reject_run, _("Rejected. The register stays as it was."), "reject")


@stewards_only
@post_or_back_to("facilities:import")
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stops between two steps; nothing half done stays behind."""
    run = run_for(pk)
    try:
        stop_run(run, actor=Actor.of(request.user))
    except Conflict:
        return _too_late(request, pk)
    messages.success(request, _("The load stops. The register stays as it was."))
    return redirect("facilities:import", pk=pk)


@stewards_only
@post_or_back_to("facilities:import")
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Again from where it can go on, after a failure or a stop."""
    try:
        with transaction.atomic():
            jobs.enqueue(retry_run(run_for(pk), actor=Actor.of(request.user)))
    except Conflict:
        return _too_late(request, pk)
    messages.success(request, _("The load has been started again."))
    return redirect("facilities:import", pk=pk)


def _decide(request: HttpRequest, run: ImportRun, decision: Decision, done: str, which: str) -> HttpResponse:
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return page(request, run, status=400, form=form, which=which)
    try:
        with transaction.atomic():
            decided = decision(run, actor=Actor.of(request.user), reason=form.cleaned_data["reason"])
            if decision is accept_run:
                jobs.enqueue(decided)
    except Conflict:
        return _too_late(request, run.pk)
    messages.success(request, done)
    return redirect("facilities:import", pk=run.pk)


def _too_late(request: HttpRequest, pk: int) -> HttpResponse:
    return page(request, run_for(pk), status=409, conflict=True)
