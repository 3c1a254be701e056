"""How well a site's distance fits, against both error radii and how far such a thing is noticed. Pure.

The density of the report's place around the site, in the plane, is a mixture: some put the pin on the source, others
where they stand when they notice it. Both parts are Student's t in two dimensions, which integrate to one.
"""

from math import log, pi
from typing import NamedTuple

from incidents.ranking.parameters import Parameters
from incidents.ranking.question import Question, RankReason, SourceSite

_RADII_PER_SIGMA = 1.515
"""A stated radius holds about 68 % of the places, as devices state it: in two dimensions that is 1.515 sigma."""

ROUGHEST_M = 5_000.0
"""Radii beyond it are none: they say no more than the subdistrict does (domain notes 1.5)."""


class Spread(NamedTuple):
    """The densities of a site per square metre: pin at the source, pin where noticed; and sigma."""

    near: float
    far: float
    sigma_m: float

    @property
    def whole(self) -> float:
        """Without wind."""
        return self.near + self.far


def spread_of(question: Question, site: SourceSite, given: Parameters) -> Spread:
    """Both parts with their shares."""
    report_m = given.unstated_m if question.error_m is None else min(question.error_m, ROUGHEST_M)
    site_m = given.unstated_site_m if site.error_radius_m is None else min(site.error_radius_m, ROUGHEST_M)
    variance = (report_m * report_m + site_m * site_m) / _RADII_PER_SIGMA**2 + given.base_m * given.base_m
    wide = variance + (given.noticed_spread * question.noticed_within_m) ** 2
    square, freedom = site.distance_m * site.distance_m, given.degrees_of_freedom
    near = given.near_share * _student(square, variance, freedom)
    far = (1.0 - given.near_share) * _student(square, wide, freedom)
    return Spread(near, far, variance**0.5)


def _student(square_m2: float, variance: float, freedom: float) -> float:
    """Student's t in two dimensions, per square metre, at a squared distance from its middle."""
    return float((1.0 + square_m2 / (freedom * variance)) ** (-0.5 * freedom - 1.0) / (2.0 * pi * variance))


def weight(spread: Spread, background: float) -> float:
    """Against sources that no register knows, which may stand anywhere alike."""
    return log(spread.whole / background)


def reason(question: Question, site: SourceSite, found: float) -> RankReason:
    """`320 m from its position; error of the report 20 m, of the register 50 m; ...`."""
    report_th, report_en = _radius(question.error_m)
    site_th, site_en = _radius(site.error_radius_m)
    metres, noticed = f"{site.distance_m:,.0f}", f"{question.noticed_within_m:,.0f}"
    facts = {
        "distance_m": round(site.distance_m, 1),
        "report_error_m": question.error_m,
        "site_error_m": site.error_radius_m,
        "noticed_within_m": question.noticed_within_m,
    }
    inside = site.distance_m == 0.0
    return RankReason(
        "distance",
        found,
        f"{'อยู่ในที่ตั้ง' if inside else f'ห่าง {metres} ม.'} ความคลาดเคลื่อนของผู้แจ้ง {report_th} ของทะเบียน {site_th} "
        f"เรื่องเช่นนี้สังเกตได้ถึง {noticed} ม.",
        f"{'On its ground' if inside else f'{metres} m away'}; error of the report {report_en}, "
        f"of the register {site_en}; such things are noticed up to {noticed} m away",
        facts,
    )


def _radius(metres: float | None) -> tuple[str, str]:
    return ("ไม่ระบุ", "not stated") if metres is None else (f"{metres:,.0f} ม.", f"{metres:,.0f} m")
