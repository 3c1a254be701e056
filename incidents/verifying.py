"""Verifying the chains of all cases: what is the first thing wrong with each. Pure but for reading the rows.

Everything is read by one statement, so that steps added meanwhile cannot look like damage.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from incidents.chain import StepFacts, seal, text_digest
from incidents.models import Report

_REPORT = ("pk", "tracking_code", "chain_length", "chain_head")
_STEP = (
    "number",
    "kind",
    "from_state",
    "to_state",
    "at",
    "actor_label",
    "to_office",
    "text_digest",
    "reason",
    "data",
    "previous",
    "digest",
    "erased_at",
)
_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class StoredStep:
    """One step as its row says. `to_office` is the code, None where nobody receives the case."""

    number: int
    kind: str
    from_state: str
    to_state: str
    at: datetime
    actor_label: str
    to_office: str | None
    text_digest: str
    reason: str
    data: dict[str, Any]
    previous: str
    digest: str
    erased_at: datetime | None

    def facts(self, case: str) -> StepFacts:
        """What its seal covers."""
        return StepFacts(
            case,
            self.number,
            self.kind,
            self.from_state,
            self.to_state,
            self.at,
            self.actor_label,
            self.to_office or "",
            self.text_digest,
        )


@dataclass(frozen=True, slots=True)
class Chain:
    """One case: what its report says of its chain, and the steps that are there, by number."""

    case: str
    length: int
    head: str
    steps: Sequence[StoredStep]

    @property
    def erased(self) -> int:
        """Steps whose words are gone because their time was over."""
        return sum(step.erased_at is not None for step in self.steps)


@dataclass(frozen=True, slots=True)
class Break:
    """The first thing wrong with a chain. `step` is its number; `why` a code, `words` the same for people."""

    case: str
    step: int
    why: str
    words: str


def chains(code: str | None = None) -> Iterator[Chain]:
    """All cases, or one by its tracking code, in the order of filing; streamed."""
    reports = Report.objects.order_by("pk", "steps__number")
    chosen = reports.filter(tracking_code=code) if code else reports
    rows = chosen.values_list(*_REPORT, *(f"steps__{name}" for name in _STEP)).iterator(chunk_size=_CHUNK)
    for (_pk, case, length, head), group in groupby(rows, key=itemgetter(0, 1, 2, 3)):
        yield Chain(case, length, head, _steps(group))


def first_break(chain: Chain) -> Break | None:
    """The first thing wrong, or None for a whole chain."""
    previous = ""
    for expected, step in enumerate(chain.steps, start=1):
        if found := _of_step(chain.case, expected, previous, step):
            return Break(chain.case, expected, *found)
        previous = step.digest
    return _of_report(chain, previous)


def _steps(rows: Iterable[tuple[Any, ...]]) -> list[StoredStep]:
    """A case without any step comes as one row of nothing."""
    return [StoredStep(*row[len(_REPORT) :]) for row in rows if row[len(_REPORT)] is not None]


def _of_step(case: str, expected: int, previous: str, step: StoredStep) -> tuple[str, str] | None:
    if step.number != expected:
        return "gap", f"step {expected} is missing; the next one there is {step.number}"
    if not step.digest:
        return "unsealed", "it was never sealed"
    if step.previous != previous:
        return "cut", "it does not follow the step before it"
    if step.digest != seal(previous, step.facts(case)):
        return "facts", "its facts are not those that were sealed"
    return _of_text(step)


def _of_text(step: StoredStep) -> tuple[str, str] | None:
    """Erased words leave nothing; words that are there are those that were sealed."""
    if step.erased_at is not None:
        return ("erased", "it is marked as erased and holds words") if step.reason or step.data else None
    if text_digest(step.reason, step.data) != step.text_digest:
        return "text", "its words or values are not those that were sealed"
    return None


def _of_report(chain: Chain, last: str) -> Break | None:
    there = len(chain.steps)
    if there == 0:
        return Break(chain.case, 1, "missing", "the case has no steps")
    if chain.length != there:
        return Break(
            chain.case,
            min(chain.length, there) + 1,
            "end",
            f"the report counts {chain.length} steps, {there} are there",
        )
    if chain.head != last:
        return Break(chain.case, there, "head", "the report names another last step")
    return None
