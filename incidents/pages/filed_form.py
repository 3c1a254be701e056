"""A form that was filled in becomes one report, however often it is sent."""

from django.http import HttpRequest
from django.utils import timezone

from geo.changes import Actor
from incidents.draft import ReportDraft
from incidents.form import Form
from incidents.once import Key, file_once


def filed_code(request: HttpRequest, sent: Form, draft: ReportDraft) -> str:
    """The tracking code of the report. Raises what `file_once` raises."""
    key = Key.parse(sent.key, sent.body())
    return str(file_once(key, lambda: draft, actor=Actor.of(request.user), now=timezone.now())["tracking_code"])
