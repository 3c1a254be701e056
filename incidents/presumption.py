"""Which facility a report is presumed to be about at intake, and why, in words and numbers. Pure.

The likeliest registered site of the ranking, if its share is more than half and twice that of anything else, "no
registered site" included; else none. It is a presumption, says so, and officers confirm or correct it.
"""

from dataclasses import dataclass

from incidents.ranking.question import LikelySource, Ranking

LEAST_SHARE = 0.5
CLEARLY = 2.0
"""How many times the next share it has to be."""


@dataclass(frozen=True, slots=True)
class Presumption:
    """The site that the report is taken to be about, by its key, and the reason in both languages.

    `about_nearest` says whether it is also the nearest.
    """

    about_nearest: bool
    reason_th: str
    reason_en: str
    site: int | None = None


def presume(ranking: Ranking, nearest: int | None) -> Presumption:
    """From the ranking and the key of the nearest facility (None: there is none)."""
    if nearest is None:
        return Presumption(False, "ยังไม่มีสถานประกอบการในทะเบียน", "The register holds no facility")
    top = ranking.top_site
    if top is None:
        return Presumption(
            False,
            "ไม่สันนิษฐานว่าเกี่ยวกับสถานประกอบการใด เพราะไม่มีแห่งใดอยู่ในระยะที่เรื่องเช่นนี้จะสังเกตได้",
            "Not presumed to be about any facility: none stands where such a thing would be noticed from",
        )
    next_share = max((one.share for one in ranking.likely if one is not top), default=0.0)
    if next_share > LEAST_SHARE:
        return _in_no_register(top, next_share)
    if top.share > LEAST_SHARE and top.share >= CLEARLY * next_share:
        return _presumed(top, next_share, nearest)
    return _undecided(top, next_share)


def _presumed(top: LikelySource, next_share: float, nearest: int) -> Presumption:
    is_nearest = top.facility_id == nearest
    th, en = ("ที่ใกล้ที่สุด", "nearest") if is_nearest else ("อันดับ 1", "likeliest")
    (share_th, share_en), (next_th, next_en) = _percent(top.share), _percent(next_share)
    metres = f"{top.distance_m or 0.0:,.0f}"
    return Presumption(
        is_nearest,
        f"สันนิษฐานว่าเกี่ยวกับสถานประกอบการ{th} ห่าง {metres} ม. น้ำหนัก {share_th} ส่วนอันดับถัดไปได้ {next_th}",
        f"Presumed to be about the {en} facility, {metres} m away: it has {share_en} of the weight, the next {next_en}",
        top.facility_id,
    )


def _in_no_register(top: LikelySource, share: float) -> Presumption:
    # More than half that is not the likeliest site's can only be the answer that no registered site fits.
    (share_th, share_en), (top_th, top_en) = _percent(share), _percent(top.share)
    return Presumption(
        False,
        f"น่าจะเป็นสถานที่ที่ไม่มีในทะเบียน น้ำหนัก {share_th} ส่วนสถานประกอบการในทะเบียนที่น้ำหนักมากที่สุดได้ {top_th}",
        f"Probably about a place that is not in the register: that has {share_en} of the weight, "
        f"the likeliest registered site {top_en}",
    )


def _undecided(top: LikelySource, next_share: float) -> Presumption:
    (share_th, share_en), (next_th, next_en) = _percent(top.share), _percent(next_share)
    return Presumption(
        False,
        f"ไม่สันนิษฐานว่าเกี่ยวกับสถานประกอบการใด เพราะแห่งที่น้ำหนักมากที่สุดได้ {share_th} ไม่ห่างพอจากคำตอบอื่น ({next_th})",
        f"Not presumed to be about any facility: the likeliest has {share_en} of the weight, "
        f"not clearly more than another answer ({next_en})",
    )


def _percent(share: float) -> tuple[str, str]:
    """In words where it is neither nothing nor certain."""
    percent = 100 * share
    if 0 < percent < 1:
        return "ไม่ถึง 1%", "under 1%"
    return ("เกิน 99%", "over 99%") if 99 < percent < 100 else (f"{percent:.0f}%", f"{percent:.0f}%")
