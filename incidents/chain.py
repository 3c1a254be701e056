"""The seal of a step: SHA-256 over the step before it and its own facts. Pure.

Texts enter by their digest, so that they can be erased when their time is over and the chain still holds. Moments are
written in UTC with microseconds, which is what the database keeps.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class StepFacts:
    """What a seal covers. `case` is the tracking code; `to_office` is empty where nobody receives the case."""

    case: str
    number: int
    kind: str
    from_state: str
    to_state: str
    at: datetime
    actor_label: str
    to_office: str
    text_digest: str


def text_digest(reason: str, data: dict[str, Any]) -> str:
    """Of the words and values of a step: hexadecimal, 64 characters."""
    return _sha256({"reason": reason, "data": data})


def seal(previous: str, facts: StepFacts) -> str:
    """Of a step after another; `previous` is empty for the first. Hexadecimal, 64 characters."""
    return _sha256({"previous": previous, **asdict(facts), "at": _moment(facts.at)})


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _sha256(value: dict[str, Any]) -> str:
    written = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "backslashreplace")).hexdigest()
