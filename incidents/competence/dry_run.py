"""What a change of rules would do to the open cases, before it is saved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from geo.changes import Actor
from incidents.competence.editing import RuleDraft, write_rule
from incidents.competence.match import decide_many
from incidents.competence.open_cases import open_cases
from incidents.competence.situation import Competence
from incidents.models import Report

_WHY = "dry run"


@dataclass(frozen=True, slots=True)
class Move:
    """An open case whose answer would be another one."""

    report: Report
    before: Competence
    after: Competence

    @property
    def to_another(self) -> bool:
        """Another body would lead; else other bodies stand beside it, or other grounds are given."""
        return self.before.lead != self.after.lead


def moves(changed_rules: Iterable[RuleDraft], *, from_day: date) -> list[Move]:
    """The open cases whose lead, bodies beside it or rule would differ from a day on; those with another lead first.

    The change is written, the same statement asked that answers for real, and everything taken back. Raises as
    `write_rule` does.
    """
    cases = list(open_cases(from_day))
    situations = [situation for _, situation in cases]
    before = decide_many(situations, alternatives=False)
    with transaction.atomic():
        for draft in changed_rules:
            write_rule(draft, from_day=from_day, today=from_day, actor=Actor("dry run"), why=_WHY)
        after = decide_many(situations, alternatives=False)
        transaction.set_rollback(True)
    found = [
        Move(report, was, will)
        for (report, _), was, will in zip(cases, before, after, strict=True)
        if _told(was) != _told(will)
    ]
    return sorted(found, key=lambda move: not move.to_another)


def _told(answer: Competence) -> tuple[object, ...]:
    return answer.lead, answer.role, answer.rule, [(body.office, body.role) for body in answer.supporting]
