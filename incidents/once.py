"""A request that is sent twice is carried out once: after a broken line, a double tap, an impatient retry."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from geo import prepared
from geo.changes import Actor
from geo.errors import BadInput, Conflict
from incidents.models import Report, StoredAnswer

Answer = dict[str, Any]
KEPT = timedelta(days=2)
"""For so long a repeated request gets the first answer. The answer holds distances that tell where the reporter was,
so it is not kept longer."""

# SQL, because every report waits for these, and the ORM takes several times as long to say them as they take.
_BEGIN = """
    INSERT INTO incidents_storedanswer (actor_label, key, body_digest, created_at)
    VALUES (%(actor)s, %(key)s, %(digest)s, %(now)s) RETURNING id
"""
_KEEP = """
    UPDATE incidents_storedanswer SET report_id = %(report)s, answer = %(answer)s::jsonb
    WHERE id = %(number)s RETURNING id
"""
_FORGET = """
    DELETE FROM incidents_storedanswer WHERE id IN (
        SELECT id FROM incidents_storedanswer WHERE created_at < %(before)s LIMIT 100 FOR UPDATE SKIP LOCKED
    ) RETURNING id
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


def once(key: Key, make: Callable[[], tuple[Report, Answer]], *, actor: Actor, now: datetime) -> Answer:
    """The answer of `make`, or the one given before under the same key by the same sender.

    Inserting the key first makes a second sender wait until the first has committed or failed; a failed request
    uses no key. Raises `Conflict` where the key stands for another request.
    """
    try:
        with transaction.atomic():
            number = _begin(key, actor, now)
            _forget(now - KEPT)
            report, answer = make()
            _keep(number, report, answer)
            return answer
    except IntegrityError as error:
        if not _is_known_key(error):
            raise
    return _answer_given(key, actor)


def _begin(key: Key, actor: Actor, now: datetime) -> int:
    values = {"actor": actor.label, "key": key.text, "digest": key.body_digest, "now": now}
    ((number,),) = prepared.rows(_BEGIN, values)
    return int(number)


def _keep(number: int, report: Report, answer: Answer) -> None:
    prepared.rows(_KEEP, {"number": number, "report": report.pk, "answer": json.dumps(answer, ensure_ascii=False)})


def _forget(before: datetime) -> None:
    """A few at a time, and none that another request is just forgetting: nobody waits for this."""
    prepared.rows(_FORGET, {"before": before})


def _answer_given(key: Key, actor: Actor) -> Answer:
    row = StoredAnswer.objects.get(actor_label=actor.label, key=key.text)
    if row.body_digest != key.body_digest or row.answer is None:
        raise Conflict(
            "This Idempotency-Key was used for another request; send a new key with a new request",
            field="Idempotency-Key",
            value=key.text,
        )
    answer: Answer = row.answer
    return answer


def _is_known_key(error: IntegrityError) -> bool:
    diagnosis = getattr(error.__cause__, "diag", None)
    return diagnosis is not None and diagnosis.constraint_name == "one_answer_per_key"
