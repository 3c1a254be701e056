"""A request that is sent twice is carried out once: after a broken line, a double tap, an impatient retry."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from django.db import IntegrityError

from geo import prepared
from geo.changes import Actor
from geo.errors import BadInput, Conflict
from incidents.draft import ReportDraft
from incidents.intake import Columns
from incidents.operations import Filed, file_and_assess

Answer = dict[str, Any]
KEPT = timedelta(days=2)
"""For so long a repeated request gets the first answer. The answer holds distances that tell where the reporter was,
so it is not kept longer."""

# SQL, because every report waits for this, and the ORM takes several times as long to say it as it takes.
_GIVEN = """
    SELECT body_digest, answer::text FROM incidents_storedanswer WHERE actor_label = %(actor)s AND key = %(key)s
"""
_KEY = re.compile(r"^[!-~]{1,200}$")


@dataclass(frozen=True, slots=True)
class Key:
    """The sender's name for a request, with the digest of what it asks for."""

    text: str
    body_digest: str

    @classmethod
    def parse(cls, text: str, body: Mapping[str, object]) -> "Key":
        """Raises `BadInput` unless the key is 1 to 200 visible ASCII characters."""
        if not _KEY.match(text):
            rule = "Idempotency-Key must be 1 to 200 visible ASCII characters without blanks"
            raise BadInput(rule, field="Idempotency-Key", value=text)
        written = json.dumps(body, sort_keys=True, default=str)
        return cls(text, hashlib.sha256(written.encode("utf-8", "backslashreplace")).hexdigest())


def just_the_code(filed: Filed) -> Answer:
    """What a page needs to go on."""
    return {"tracking_code": filed.report.tracking_code}


def file_once(
    key: Key,
    draft: Callable[[], ReportDraft],
    answer: Callable[[Filed], Answer] = just_the_code,
    *,
    actor: Actor,
    now: datetime,
) -> Answer:
    """The answer to filing the draft, or the one given before under the same key by the same sender.

    The key is stored with the report or not at all, and nobody stores one twice: of two that come at the same moment
    the second waits for the first to commit or to fail. A failed request uses no key. Raises `Conflict` where the
    key stands for another request, and what `file_and_assess` raises.
    """
    given = _given(key, actor)
    if given is not None:
        return given
    told: list[Answer] = []

    def keep(filed: Filed) -> Columns:
        told.append(answer(filed))
        row = {"actor_label": actor.label, "key": key.text, "body_digest": key.body_digest, "answer": told[-1]}
        return {"answer": {**row, "created_at": now}, "forget_before": now - KEPT}

    try:
        file_and_assess(draft(), actor=actor, now=now, keep=keep)
    except IntegrityError as error:
        given = _given(key, actor) if _is_known_key(error) else None
        if given is None:
            raise
        return given
    return told[-1]


def _given(key: Key, actor: Actor) -> Answer | None:
    for digest, answer in prepared.rows(_GIVEN, {"actor": actor.label, "key": key.text}):
        if digest != key.body_digest or answer is None:
            raise Conflict(
                "This Idempotency-Key was used for another request; send a new key with a new request",
                field="Idempotency-Key",
                value=key.text,
            )
        found: Answer = orjson.loads(answer)
        return found
    return None


def _is_known_key(error: IntegrityError) -> bool:
    diagnosis = getattr(error.__cause__, "diag", None)
    return diagnosis is not None and diagnosis.constraint_name == "one_answer_per_key"
