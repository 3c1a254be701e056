"""Whether the site lies up the stream at which dirty water was seen. Pure."""

from math import exp, log

from incidents.ranking.question import Question, RankReason, SourceSite

CARRIED = frozenset({"wastewater"})
_UPSTREAM_TIMES, _DOWNSTREAM_TIMES = 6.0, 0.4
_THINNED_OUT_M = 4_000.0


def weight(question: Question, site: SourceSite) -> float:
    """0.0 where no stream joins them."""
    if site.along_m is None or question.category not in CARRIED:
        return 0.0
    if site.along_m < 0.0:
        return log(_DOWNSTREAM_TIMES)
    return log(1.0 + (_UPSTREAM_TIMES - 1.0) * exp(-site.along_m / _THINNED_OUT_M))


def reason(question: Question, site: SourceSite, found: float) -> RankReason | None:
    """Upstream or downstream, with the metres along the stream."""
    along = site.along_m
    if along is None or question.category not in CARRIED:
        return None
    metres = f"{abs(along):,.0f}"
    th, en = (
        (
            f"อยู่ต้นน้ำของจุดแจ้งบนลำน้ำเดียวกัน {metres} ม. ตามลำน้ำ",
            f"Upstream of the report on the same stream, {metres} m along it",
        )
        if along >= 0.0
        else (f"อยู่ท้ายน้ำของจุดแจ้ง {metres} ม. ตามลำน้ำ", f"Downstream of the report, {metres} m along the stream")
    )
    return RankReason("water", found, th, en, {"along_m": round(along)})
