"""Whether sites of that sort can cause what is reported, from the table of causes. Pure."""

from collections.abc import Iterable, Mapping
from math import log

from incidents.ranking.question import CauseOf, RankReason, SourceSite

TYPICAL = 0.35
"""Of sorts the table says nothing of, and what weights are measured against."""

_NEVER = 0.02
"""Registers are wrong about what goes on at a site: not even the impossible is."""

Causes = Mapping[tuple[str, str], CauseOf]
"""By kind and type code: five digits, three, or none for every type."""


def cause_of(kind: str, type_codes: Iterable[int], known: Causes) -> CauseOf | None:
    """The likeliest of the site's types, each by its sub-item, else its type; else that of the kind; else None."""
    found = [cause for code in type_codes if (cause := _of_type(kind, f"{code:05}", known)) is not None]
    return max(found, key=lambda cause: cause.likelihood) if found else known.get((kind, ""))


def weight(site: SourceSite) -> float:
    """0.0 where nothing is known."""
    if site.cause is None:
        return 0.0
    return log((_NEVER + (1 - _NEVER) * site.cause.likelihood) / TYPICAL)


def reason(site: SourceSite, found: float) -> RankReason | None:
    """Says that the table is unverified while it is."""
    cause = site.cause
    if cause is None:
        return None
    th, en = _words(cause.likelihood)
    types = ", ".join(_printed(code) for code in site.type_codes[:4])
    of_th, of_en = (f"ประเภท {types}", f"Type {types}") if types else ("กิจการเช่นนี้", "A site of this kind")
    why_th, why_en = (f": {cause.why_th}", f": {cause.why_en}") if cause.why_th else ("", "")
    doubt_th, doubt_en = ("", "") if cause.verified else (" (ตารางยังไม่ผ่านการยืนยัน)", " (table not verified)")
    facts = {"likelihood": cause.likelihood, "types": list(site.type_codes), "verified": cause.verified}
    return RankReason("cause", found, f"{of_th} {th}{why_th}{doubt_th}", f"{of_en} {en}{why_en}{doubt_en}", facts)


def _of_type(kind: str, code: str, known: Causes) -> CauseOf | None:
    return known.get((kind, code)) or known.get((kind, code[:3]))


def _printed(code: int) -> str:
    return f"{code // 100}({code % 100})" if code % 100 else str(code // 100)


def _words(likelihood: float) -> tuple[str, str]:
    if likelihood >= 0.7:
        return "ก่อเรื่องเช่นนี้ได้บ่อย", "often causes this"
    if likelihood >= 0.3:
        return "ก่อเรื่องเช่นนี้ได้", "can cause this"
    return "ไม่ค่อยก่อเรื่องเช่นนี้", "seldom causes this"
