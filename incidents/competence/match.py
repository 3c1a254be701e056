"""Asking the rules: situations in, answers out, one statement however many (match.sql)."""

from collections.abc import Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any

import orjson

from geo import prepared
from geo.errors import Unavailable
from incidents.competence.reading import competence
from incidents.competence.situation import Competence, Local, Plot, Site, Situation

_SQL = (Path(__file__).parent / "match.sql").read_text(encoding="utf-8")
_AT_ONCE = 5_000
"""Situations of one call; more are asked for in turn, so that no parameter grows beyond some megabytes."""


def decide(situation: Situation) -> Competence:
    """Who is competent: the first rule in force that day that fits, the bodies beside it, what else would change it.

    Supporting bodies come without the lead, each once here and once beyond the border: within 2 km of a province border
    (or within the drawn line's error) the body beyond it is named as well. Raises `Unavailable` while no rules are
    loaded.
    """
    return decide_many([situation])[0]


def decide_many(situations: Sequence[Situation], *, alternatives: bool = True) -> list[Competence]:
    """The same for many, in their order. Without `alternatives` nothing is said of what would change the answers."""
    answers: list[Competence] = []
    for start in range(0, len(situations), _AT_ONCE):
        some = situations[start : start + _AT_ONCE]
        rows = _ask(some, alternatives)
        if len(rows) != len(some):
            raise Unavailable("No rules of competence are in force that day. Load them with: manage.py load_reference")
        answers += map(competence, some, rows)
    return answers


def _ask(situations: Sequence[Situation], alternatives: bool) -> list[prepared.Row]:
    told = orjson.dumps(list(_told(situations, alternatives))).decode()
    return sorted(prepared.rows(_SQL, {"situations": told}), key=itemgetter(0))


def _told(situations: Sequence[Situation], alternatives: bool) -> Iterator[dict[str, Any]]:
    for n, s in enumerate(situations):
        yield {
            "n": n,
            "day": s.on,
            "province": s.province_code,
            "areas": [s.province_code, s.district_code, s.subdistrict_code],
            "category": s.category,
            "emergency": s.emergency,
            **_site(s.site),
            "class": str(s.factory_class or 0),
            "lon": s.at.lon if s.at else None,
            "lat": s.at.lat if s.at else None,
            "plots": None if s.plots is None else [_plot(plot) for plot in s.plots],
            "local": None if s.local is None else _local(s.local),
            "beyond": s.beyond.code if s.beyond is not None and s.beyond.matters else None,
            "asked": alternatives,
        }


def _site(site: Site | None) -> dict[str, Any]:
    if site is None:
        return {"kind": "none", "types": [], "issuer": "unknown", "said": False}
    issuer = "zone" if site.zone and not site.issuer else site.issuer or "unknown"
    return {"kind": site.kind, "types": [*_types(site)], "issuer": issuer, "said": site.estate}


def _types(site: Site) -> Iterator[str]:
    """As rules may name them: five digits with the sub-item, three for the type whatever the sub-item."""
    for number, item in site.types:
        yield f"{number:03}{item or 0:02}"
        yield f"{number:03}"


def _plot(plot: Plot) -> list[str]:
    return [plot.kind, plot.name_th, plot.name_en]


def _local(local: Local) -> list[str]:
    return [local.kind, local.office, local.name_th, local.name_en]
