"""What the register's status and the kind of a site say. Closed and seized sites count (domain notes 9). Pure.

Win Process and Phachi were closed or seized when they burnt, so fire, leaks and waste count them nearly in full; that a
factory works without a licence is said of those struck off rather than of those that hold one. Judgement, unverified.
"""

from collections.abc import Mapping
from math import log

from incidents.ranking.question import RankReason, SourceSite

_USUAL = {
    "operating": 1.0,
    "licensed": 0.35,
    "stopped": 0.4,
    "suspended": 0.5,
    "closed": 0.35,
    "struck_off": 0.15,
    "unknown": 0.5,
}
_LEFT_BEHIND = {**_USUAL, "stopped": 0.7, "suspended": 0.7, "closed": 0.7, "struck_off": 0.4}
_WITHOUT_LICENCE = {
    "operating": 0.3,
    "licensed": 0.8,
    "stopped": 0.7,
    "suspended": 1.0,
    "closed": 1.0,
    "struck_off": 0.6,
    "unknown": 0.7,
}
_BY_CATEGORY: Mapping[str, Mapping[str, float]] = {
    **dict.fromkeys(("fire_explosion", "hazardous_substance", "waste_dumping", "gas_leak", "radiation"), _LEFT_BEHIND),
    "illegal_factory": _WITHOUT_LICENCE,
}
_WORDS = {
    "operating": ("กำลังประกอบกิจการ", "It is operating"),
    "licensed": ("ได้รับใบอนุญาตแต่ยังไม่เริ่ม", "It is licensed and has not started"),
    "stopped": ("หยุดดำเนินการ แต่ยังนับ", "It has stopped, and still counts"),
    "suspended": ("ถูกสั่งหยุดชั่วคราว แต่ยังนับ", "It is suspended by order, and still counts"),
    "closed": ("ถูกสั่งปิด แต่ยังนับ", "It was ordered closed, and still counts"),
    "struck_off": ("จำหน่ายออกจากทะเบียน แต่ยังนับ", "It is struck off the register, and still counts"),
    "unknown": ("ไม่ระบุสถานะ", "Its status is not stated"),
}
_SUSPECTED = 1.5
"""An officer has seen something there already."""


def weight(site: SourceSite, category: str) -> float:
    """Against an operating site."""
    if site.kind == "suspected":
        return log(_SUSPECTED)
    status = "closed" if site.kind == "seized" else site.status
    return log(_BY_CATEGORY.get(category, _USUAL).get(status, _USUAL["unknown"]))


def reason(site: SourceSite, found: float) -> RankReason:
    """The status in words."""
    th, en = _WORDS.get(site.status, _WORDS["unknown"])
    if site.kind == "suspected":
        th, en = "เจ้าหน้าที่สงสัยที่นี่อยู่แล้ว", "Officers suspect this place already"
    elif site.kind == "seized":
        th, en = "เป็นที่เก็บของกลาง และยังนับ", "It holds seized waste, and counts"
    return RankReason("status", found, th, en, {"kind": site.kind, "status": site.status})
