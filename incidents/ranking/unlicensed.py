"""The answer "no registered site fits": what stands behind it, and which words of a report speak for it. Pure.

It is what the other weights are measured against, so it has none of its own but for the words.
"""

from math import log

from incidents.ranking.parameters import Parameters
from incidents.ranking.question import RankReason

_THAI = ("เถื่อน", "ไม่มีใบอนุญาต", "ไม่ได้ขออนุญาต", "ไม่มีป้าย", "ไม่มีชื่อ", "โกดัง", "ลักลอบ", "แอบเปิด", "แอบทำ")
_WORDS = (*_THAI, "unlicensed", "illegal")
_TIMES = 3.0
_EXPECTED = frozenset({"waste_dumping", "illegal_factory"})
"""Subjects of which every report speaks so."""


def weight(description: str, category: str) -> float:
    """0.0 without such words."""
    if category in _EXPECTED:
        return 0.0
    return log(_TIMES) if _spoken(description) else 0.0


def reasons(description: str, category: str, weighed: float, given: Parameters) -> tuple[RankReason, ...]:
    """What is assumed of unlicensed sources of the subject, and the words."""
    density = given.background(category) * 1e8
    told = RankReason(
        "background",
        0.0,
        f"ตั้งต้นว่าแหล่งที่ไม่มีในทะเบียนก่อเรื่องเช่นนี้ {density:,.0f} ส่วนต่อ 100 ตร.กม. เทียบกับสถานประกอบการหนึ่งแห่ง",
        f"On 100 km² sources in no register are taken to cause {density:,.0f} times as much as one registered site",
        {"per_100_km2": density},
    )
    if not weighed:
        return (told,)
    words = _spoken(description)
    spoken = RankReason("words", weighed, f"ข้อความกล่าวถึง “{words}”", f"The text speaks of “{words}”", {"words": words})
    return (told, spoken)


def _spoken(description: str) -> str:
    text = description.lower()
    return next((words for words in _WORDS if words in text), "")
