"""From a row of match.sql to an answer."""

from collections.abc import Iterator
from typing import Any

import orjson

from incidents.competence import wording
from incidents.competence.situation import (
    Competence,
    Ground,
    Local,
    Plot,
    Role,
    Situation,
    Support,
    WouldChange,
)

MOST_CHANGES = 4


def competence(s: Situation, row: tuple[Any, ...]) -> Competence:
    """`row` in the order of the statement's columns; JSON is text, as Django has the driver leave it."""
    _, lead, role, law_th, law_en, rule, version, reason_th, reason_en, verified, bodies, others, *found = row
    plots, governed, counterpart, beyond_th, beyond_en = found
    ground, local = tuple(Plot(*plot) for plot in orjson.loads(plots)), Local(*orjson.loads(governed))
    across = _across(s, lead, counterpart, Ground(beyond_th, beyond_en))
    return Competence(
        lead=lead,
        role=Role(role),
        ground=Ground(law_th, law_en),
        rule=rule,
        reason_th=wording.thai(reason_th, s, ground, local),
        reason_en=wording.english(reason_en, s, ground, local),
        verified=verified,
        supporting=_each_once(lead, [*map(_support, orjson.loads(bodies or "[]")), *across]),
        rule_version=version,
        would_change=_changes(s, lead, orjson.loads(others or "[]")),
        plots=ground,
        local=local,
    )


def _support(body: list[str]) -> Support:
    office, role, law_th, law_en, said_th, said_en = body
    return Support(office, Role(role), Ground(law_th, law_en), said_th, said_en)


def _each_once(lead: str, supports: list[Support]) -> tuple[Support, ...]:
    # A body that helps here and would lead beyond the border is named for both: DIW beside Bangkok.
    first: dict[tuple[str, bool], Support] = {}
    for support in supports:
        if support.office != lead:
            first.setdefault((support.office, support.role == Role.BEYOND_BORDER), support)
    return tuple(first.values())


def _across(s: Situation, lead: str, counterpart: str | None, ground: Ground) -> Iterator[Support]:
    """National bodies stay competent on both sides, so only a lead bound to the place has a counterpart."""
    if s.beyond is not None and counterpart is not None and _bound_to_place(s, lead):
        said_th, said_en = wording.beyond(s.beyond)
        yield Support(counterpart, Role.BEYOND_BORDER, ground, said_th, said_en)


def _bound_to_place(s: Situation, lead: str) -> bool:
    return lead.startswith(("pio-", "lg-")) or lead in {"bma", "dpm", "local"} or (s.in_bangkok and lead == "diw")


def _changes(s: Situation, lead: str, others: list[list[str]]) -> tuple[WouldChange, ...]:
    """Those with another lead, the surest first. Two doubts at once are named only where one alone changes nothing."""
    leads = {what: office for what, office in others if office != lead}
    if leads.keys() & {"municipality", "class_1_2"}:
        leads.pop("class_1_2_municipality", None)
    some = list(leads.items())[:MOST_CHANGES]
    return tuple(WouldChange(what, *wording.if_otherwise(what, s), lead=office) for what, office in some)
