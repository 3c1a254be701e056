"""Which facility a report is presumed to be about at intake, and why, in words and numbers. Pure.

The nearest, if it lies within 500 m plus both error radii; else none. It is a presumption, says so, and officers
confirm or correct it.
"""

from dataclasses import dataclass

REACH_M = 500.0
TOO_ROUGH_M = 5_000.0
"""Above this a position says no more than the subdistrict does (domain notes 1.5: centroids err by 2 to 5 km)."""


@dataclass(frozen=True, slots=True)
class Presumption:
    """Whether the report is taken to be about the nearest facility, and the reason in both languages."""

    about_nearest: bool
    reason_th: str
    reason_en: str
    site: int | None = None
    """The facility presumed, by its key."""


def presume(distance_m: float | None, *, report_error_m: float | None, facility_error_m: float | None) -> Presumption:
    """From the distance to the nearest facility (None: there is none) and both error radii (None: not stated)."""
    if distance_m is None:
        return Presumption(False, "ยังไม่มีสถานประกอบการในทะเบียน", "The register holds no facility")
    error_m = (report_error_m or 0.0) + (facility_error_m or 0.0)
    if error_m > TOO_ROUGH_M:
        return _too_rough(error_m)
    limit_m = REACH_M + error_m
    sum_th, sum_en = _sum(report_error_m, facility_error_m, limit_m)
    if distance_m <= limit_m:
        return Presumption(
            True,
            f"สันนิษฐานว่าเกี่ยวกับสถานประกอบการที่ใกล้ที่สุด เพราะห่าง {distance_m:,.0f} ม. ไม่เกิน {sum_th}",
            f"Presumed to be about the nearest facility: it is {distance_m:,.0f} m away, within {sum_en}",
        )
    return Presumption(
        False,
        f"ไม่สันนิษฐานว่าเกี่ยวกับสถานประกอบการใด เพราะแห่งที่ใกล้ที่สุดห่าง {distance_m:,.0f} ม. เกิน {sum_th}",
        f"Not presumed to be about any facility: the nearest is {distance_m:,.0f} m away, beyond {sum_en}",
    )


def _too_rough(error_m: float) -> Presumption:
    return Presumption(
        False,
        f"ไม่สันนิษฐานว่าเกี่ยวกับสถานประกอบการใด เพราะตำแหน่งคลาดเคลื่อนได้รวม {error_m:,.0f} ม. เกิน {TOO_ROUGH_M:,.0f} ม.",
        f"Not presumed to be about any facility: the positions may be off by {error_m:,.0f} m together, "
        f"more than {TOO_ROUGH_M:,.0f} m",
    )


def _sum(report_error_m: float | None, facility_error_m: float | None, limit_m: float) -> tuple[str, str]:
    """`620 m (500 + 20 of the report + 100 of the facility)`."""
    report_th, report_en = _error(report_error_m, "ของผู้แจ้ง", "of the report")
    facility_th, facility_en = _error(facility_error_m, "ของทะเบียน", "of the register")
    return (
        f"{limit_m:,.0f} ม. ({REACH_M:,.0f} + {report_th} + {facility_th})",
        f"{limit_m:,.0f} m ({REACH_M:,.0f} + {report_en} + {facility_en})",
    )


def _error(metres: float | None, whose_th: str, whose_en: str) -> tuple[str, str]:
    if metres is None:
        return f"ไม่ระบุความคลาดเคลื่อน{whose_th}", f"error {whose_en} not stated"
    return f"{metres:,.0f} {whose_th}", f"{metres:,.0f} {whose_en}"
