"""Who is competent, as a pure function: an immutable situation in, lead, supporting bodies and reasons out."""

from collections.abc import Sequence

from incidents.competence.bodies import office_of
from incidents.competence.regulators import REGULATOR_RULES
from incidents.competence.rule import first_of
from incidents.competence.situation import (
    Beyond,
    Competence,
    Ground,
    Local,
    Plot,
    Role,
    Site,
    Situation,
    Support,
    WouldChange,
)
from incidents.competence.subjects import SUBJECT_RULES

__all__ = [
    "RULES",
    "Beyond",
    "Competence",
    "Ground",
    "Local",
    "Plot",
    "Role",
    "Site",
    "Situation",
    "Support",
    "WouldChange",
    "decide",
    "decide_many",
    "office_of",
]

RULES = SUBJECT_RULES + REGULATOR_RULES


def decide(s: Situation) -> Competence:
    """The answer of the first rule that holds. Never empty: the last rule holds everywhere.

    Supporting bodies come without the lead, each once here and once beyond the border: within 2 km of a province border
    (or within the drawn line's error) the body beyond it is named as well.
    """
    rule = first_of(RULES, s)
    lead = rule.lead(s)
    reason_th, reason_en = rule.reason.written(s)
    return Competence(
        lead=lead,
        role=rule.role,
        ground=rule.ground,
        rule=rule.id,
        reason_th=reason_th,
        reason_en=reason_en,
        verified=rule.verified,
        supporting=_each_once(lead, (*rule.beside(s), *_across_the_border(s, lead))),
    )


def decide_many(situations: Sequence[Situation]) -> list[Competence]:
    """The answers to many situations, in their order."""
    return [decide(situation) for situation in situations]


def _each_once(lead: str, supports: tuple[Support, ...]) -> tuple[Support, ...]:
    # A body that helps here and would lead beyond the border is named for both: DIW beside Bangkok.
    first: dict[tuple[str, bool], Support] = {}
    for support in supports:
        if support.office != lead:
            first.setdefault((support.office, support.role == Role.BEYOND_BORDER), support)
    return tuple(first.values())


def _across_the_border(s: Situation, lead: str) -> tuple[Support, ...]:
    """National bodies stay competent on both sides, so only a lead bound to the place has a counterpart."""
    if s.beyond is None or not s.beyond.matters or not _bound_to_place(s, lead):
        return ()
    quiet = Situation(s.beyond.code, s.beyond.name_th, s.beyond.name_en, s.on)
    rule = first_of(REGULATOR_RULES, quiet)
    metres = f"{s.beyond.distance_m:,.0f}"
    return (
        Support(
            rule.lead(quiet),
            Role.BEYOND_BORDER,
            rule.ground,
            f"หากที่เกิดเหตุอยู่อีกฝั่งของแนวเขต ({s.beyond.name_th} ห่าง {metres} เมตร)",
            f"if the place lies beyond the border ({s.beyond.name_en}, {metres} m away)",
        ),
    )


def _bound_to_place(s: Situation, lead: str) -> bool:
    return lead.startswith("pio-") or lead in {"bma", "dpm"} or (s.in_bangkok and lead == "diw")
