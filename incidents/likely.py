"""The likely sites of a report, for the officers' page: the ranked list with its reasons beside the nearest ones."""

from collections.abc import Collection
from dataclasses import dataclass
from math import exp
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import get_language

from facilities.models import Facility
from facilities.visibility import hidden_kinds
from geo.layers import Viewer
from incidents.models import Attribution, Likely, Report, Verdict
from incidents.shown_place import sees_place

TEMPLATE = "incidents/likely.html"
_FROM_THE_PLACE = frozenset({"distance", "wind", "water"})
"""Reasons that measure from the exact place; those who may not see it may not work it out either."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason in words. `times` is how many times likelier it makes the site, or less likely if `against`."""

    words: str
    times: float
    against: bool

    @property
    def tells(self) -> bool:
        """Whether it moves anything."""
        return self.times >= 1.05


@dataclass(frozen=True, slots=True)
class Source:
    """One line of the list. Without `facility`: no registered site fits. `share` is the belief in words."""

    rank: int
    facility: Facility | None
    distance_m: float | None
    percent: int
    share: str
    reasons: tuple[Reason, ...]
    presumed: bool
    confirmed: bool


def context(report: Report, viewer: Viewer) -> dict[str, Any]:
    """What `incidents/likely.html` reads; its head says what each is."""
    said: Attribution = report.attribution
    exact, hidden = sees_place(viewer), hidden_kinds(viewer)
    rows = _listed(said, hidden)
    listed = {one.facility_id for one in rows} - {None}
    return {
        "likely_template": TEMPLATE,
        "likely": [_source(one, said, exact, listed) for one in rows],
        "likely_near": [one for one in said.candidates.all() if one.facility.kind not in hidden],
        "likely_exact": exact,
        "likely_verdict": Verdict(said.verdict).label if said.verdict else "",
        "likely_confirmed": _confirmed(said, hidden),
        "likely_may": viewer.may("incidents.change_report"),
        "likely_may_found": viewer.may("facilities.change_facility"),
    }


def percent_words(share: float) -> str:
    """`37%`; `<1%` and `>99%` for what is neither nothing nor certain."""
    percent = 100 * share
    return "<1%" if percent < 1 else ">99%" if percent > 99 else f"{percent:.0f}%"


def _listed(said: Attribution, hidden: tuple[str, ...]) -> list[Likely]:
    with_numbers = Prefetch("facility", Facility.everything.prefetch_related("licences"))
    rows = said.likely.prefetch_related(with_numbers)
    return [one for one in rows if one.facility is None or one.facility.kind not in hidden]


def _source(one: Likely, said: Attribution, exact: bool, listed: Collection[int | None]) -> Source:
    told = [reason for reason in one.reasons if exact or reason["code"] not in _FROM_THE_PLACE]
    return Source(
        rank=one.rank,
        facility=one.facility,
        distance_m=one.distance_m if exact else None,
        percent=round(100 * one.share),
        share=percent_words(one.share),
        reasons=tuple(map(_reason, told)),
        presumed=not said.verdict and one.facility_id is not None and one.facility_id == said.site_id,
        confirmed=_is_confirmed(one, said, listed),
    )


def _is_confirmed(one: Likely, said: Attribution, listed: Collection[int | None]) -> bool:
    """One line at most: "no registered site" stands for a suspected site only where that is not listed itself."""
    if one.facility_id is None:
        return said.verdict == Verdict.UNLICENSED and said.confirmed_id not in listed
    return bool(said.verdict) and one.facility_id == said.confirmed_id


def _confirmed(said: Attribution, hidden: tuple[str, ...]) -> Facility | None:
    site: Facility | None = said.confirmed if said.verdict else None
    return None if site is None or site.kind in hidden else site


def _reason(stored: dict[str, Any]) -> Reason:
    english = (get_language() or "").startswith("en")
    weight = float(stored["weight"])
    return Reason(stored["en"] if english else stored["th"], exp(min(abs(weight), 20.0)), weight < 0)
