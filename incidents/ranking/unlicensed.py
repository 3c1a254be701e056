"""The answer "no registered site fits": what stands behind it, and which words of a report speak for it. Pure.

It is what the other weights are measured against, so it has none of its own but for the words. How many such sources
there are follows how much the registered ones around would cause: unlicensed sites stand where the licensed ones do.
"""

from collections.abc import Sequence
from math import fsum, log, pi

from incidents.ranking.parameters import Parameters
from incidents.ranking.question import Question, RankReason, SourceSite

_THAI = ("เถื่อน", "ไม่มีใบอนุญาต", "ไม่ได้ขออนุญาต", "ไม่มีป้าย", "ไม่มีชื่อ", "โกดัง", "ลักลอบ", "แอบเปิด", "แอบทำ")
_WORDS = (*_THAI, "unlicensed", "illegal")
_TIMES = 3.0
_EXPECTED = frozenset({"waste_dumping", "illegal_factory"})
"""Subjects of which every report speaks so."""


_LEAST_RADIUS_M = 500.0
"""A neighbourhood is not smaller, however close the sites stand."""

_CROWD = 30


def background(question: Question, sites: Sequence[SourceSite], rates: Sequence[float], given: Parameters) -> float:
    """The density of reports about unlicensed sources, per square metre; one average operating site causes 1.

    `rates` is what each site would cause, by its sort and status.
    """
    farthest_m = max((site.distance_m for site in sites), default=0.0)
    # Few sites are all there are within reach; many were cut off where the farthest of them stands.
    radius_m = max(farthest_m, _LEAST_RADIUS_M if len(sites) >= _CROWD else question.noticed_within_m)
    around = fsum(rates) / (pi * radius_m**2)
    return given.unlicensed_per_km2 / 1e6 + given.odds(question.category) * around


def weight(description: str, category: str) -> float:
    """0.0 without such words."""
    if category in _EXPECTED:
        return 0.0
    return log(_TIMES) if _spoken(description) else 0.0


def reasons(description: str, category: str, weighed: float, given: Parameters) -> tuple[RankReason, ...]:
    """What is assumed of unlicensed sources of the subject, and the words."""
    share = given.unlicensed_of.get(category, given.unlicensed)
    told = RankReason(
        "background",
        0.0,
        f"ตั้งต้นว่าเรื่องประเภทนี้ในย่านหนึ่ง ๆ มาจากแหล่งที่ไม่มีในทะเบียน {share:.0%}",
        f"Assumed: of such reports in a neighbourhood, {share:.0%} are about a source in no register",
        {"share": share},
    )
    if not weighed:
        return (told,)
    words = _spoken(description)
    spoken = RankReason("words", weighed, f"ข้อความกล่าวถึง “{words}”", f"The text speaks of “{words}”", {"words": words})
    return (told, spoken)


def _spoken(description: str) -> str:
    text = description.lower()
    return next((words for words in _WORDS if words in text), "")
