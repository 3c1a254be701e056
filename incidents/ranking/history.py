"""Earlier reports of the subject that officers confirmed to be about the site. Pure."""

from math import log

from incidents.ranking.question import RankReason, SourceSite

_BEFORE = 0.7
"""How many confirmed reports the belief that a site is like any other is worth."""

_MOST_TIMES = 8.0


def weight(site: SourceSite) -> float:
    """The mean of a rate seen `confirmed` times, as a multiple of the usual one; bounded, for sites change."""
    return log(min((_BEFORE + site.confirmed) / _BEFORE, _MOST_TIMES))


def reason(site: SourceSite, found: float) -> RankReason | None:
    """Nothing where there were none."""
    count = site.confirmed
    if not count:
        return None
    return RankReason(
        "history",
        found,
        f"เจ้าหน้าที่เคยยืนยันเรื่องประเภทนี้ว่าเกี่ยวกับที่นี่ {count} เรื่อง",
        f"Officers confirmed {count} earlier report{'s' if count > 1 else ''} of this subject to be about it",
        {"confirmed": count},
    )
