"""A request that is sent twice is carried out once: after a broken line, a double tap, an impatient retry."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from geo.changes import Actor
from geo.errors import BadInput, Conflict
from incidents.models import Report, StoredAnswer

Answer = dict[str, Any]
KEPT = timedelta(days=2)
"""For so long a repeated request gets the first answer. The answer holds distances that tell where the reporter was,
so it is not kept longer."""

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
            row = StoredAnswer.objects.create(
                actor_label=actor.label, key=key.text, body_digest=key.body_digest, created_at=now
            )
            _forget(now - KEPT)
            row.report, row.answer = make()
            row.save(update_fields=["report", "answer"])
            return row.answer
    except IntegrityError as error:
        if not _is_known_key(error):
            raise
    return _answer_given(key, actor)


def _forget(before: datetime) -> None:
    """A few at a time, and none that another request is just forgetting: nobody waits for this."""
    old = StoredAnswer.objects.filter(created_at__lt=before).select_for_update(skip_locked=True)
    StoredAnswer.objects.filter(pk__in=old.values("pk")[:100]).delete()


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
