"""What a rule is, and how the first that applies is found."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from incidents.competence.grounds import Ground
from incidents.competence.reasons import Reason
from incidents.competence.situation import Role, Situation, Support

Test = Callable[[Situation], bool]
Beside = Callable[[Situation], tuple[Support, ...]]
Office = Callable[[Situation], str]


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table of competence.

    `source` says where it was learned (sections and keys of the domain notes; K is general knowledge), `verified`
    whether a source confirms it, `since` from which day it holds where that is known.
    """

    id: str
    applies: Test
    lead: Office
    role: Role
    ground: Ground
    reason: Reason
    verified: bool
    source: str
    beside: Beside = lambda s: ()
    since: date | None = None

    def holds(self, s: Situation) -> bool:
        """True if it is in force that day and applies."""
        return (self.since is None or self.since <= s.on) and self.applies(s)


def first_of(rules: tuple[Rule, ...], s: Situation) -> Rule:
    """The first that holds; the tables end with rules that hold always."""
    return next(rule for rule in rules if rule.holds(s))
