"""A report as programs send it to `POST /api/reports`: carried out once, by whichever door it came in."""

import json
from typing import Any

import orjson
from django.utils import timezone
from pydantic import ValidationError

from facilities.visibility import hidden_kinds
from geo import doors
from geo.changes import Actor
from geo.layers import Viewer
from incidents.answers import filed_answer
from incidents.draft import ReportDraft
from incidents.once import Answer, Key, file_once
from incidents.operations import Filed, file_and_assess
from incidents.schemas import ReportIn

_ANYBODY = Viewer()


def file_sent(sent: dict[str, Any], key: str | None, *, actor: Actor, viewer: Viewer) -> Answer:
    """The receipt of a report whose body fits `ReportIn`; of the first, where the key was used before."""
    now = timezone.now()

    def draft() -> ReportDraft:
        return ReportDraft.parse(**sent, viewer=viewer)

    def answer(filed: Filed) -> Answer:
        return filed_answer(filed, hidden_kinds(viewer))

    if key is None:
        return answer(file_and_assess(draft(), actor=actor, now=now))
    return file_once(Key.parse(key, sent), draft, answer, actor=actor, now=now)


def followed_at(answer: Answer) -> str:
    """Where the reporter follows it."""
    return f"/report/{answer['tracking_code']}/"


def door(asked: doors.Asked) -> doors.Answer | None:
    """The same without Django around it; None for a body that is no report, for Django to say why."""
    try:
        sent = ReportIn.model_validate(json.loads(asked.body)).model_dump()
    except (ValueError, ValidationError):
        return None
    answer = file_sent(sent, asked.headers.get("idempotency-key"), actor=Actor("public"), viewer=_ANYBODY)
    headers = {"Content-Type": "application/json; charset=utf-8", "Location": followed_at(answer)}
    return doors.Answer(201, orjson.dumps(answer), headers)
