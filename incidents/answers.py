"""What the JSON API says of a place and of a report. The shapes are the product's contract; more fields may follow."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import get_language, gettext, gettext_noop

from facilities.nearest import Near
from geo.areas import FoundArea, Location
from geo.kept import Kept
from geo.models import Level, Office
from incidents.attribution import Assessment
from incidents.competence import Competence, Local, Support, WouldChange, office_of
from incidents.models import Attribution, Report
from incidents.operations import Filed

Answer = dict[str, Any]
_UNVERIFIED = gettext_noop("No source confirms this rule yet. Check before you rely on it.")
_PUBLIC_LEVELS = (Level.PROVINCE, Level.DISTRICT)


def place_answer(assessment: Assessment) -> Answer:
    """Areas, competent bodies and the five nearest facilities of a place."""
    return {
        "areas": [_area(area) for area in assessment.location.areas],
        "competence": competence_answer(assessment),
        "nearest": [near_answer(near) for near in assessment.nearest],
    }


def filed_answer(filed: Filed, without: Sequence[str] = ()) -> Answer:
    """The receipt of a new report: for the reporter, who sees what the report was joined to.

    Sites of the kinds in `without` count in what is said, and are not shown.
    """
    assessment = filed.assessment
    candidates = [near_answer(near) for near in assessment.nearest if near.kind not in without]
    return {
        "tracking_code": filed.report.tracking_code,
        "state": str(filed.report.state),
        "attribution": {
            "nearest": candidates[0] if candidates else None,
            "candidates": candidates[1:],
            "about_nearest": assessment.presumption.about_nearest,
            "presumption": _either(assessment.presumption.reason_th, assessment.presumption.reason_en),
            "areas": [_area(area) for area in assessment.location.areas],
            "competence": competence_answer(assessment),
        },
    }


def status_answer(report: Report) -> Answer:
    """What anybody with the tracking code may know: no description, no place closer than the district."""
    areas = [area for area in report.areas.all() if area.level in _PUBLIC_LEVELS]
    return {
        "tracking_code": report.tracking_code,
        "state": str(report.state),
        "category": report.category_id,
        "received_at": report.received_at,
        "lead": {"office": report.handled_by.code, "name": report.handled_by.name},
        "areas": [
            {"level": area.level, "code": area.code, "name_th": area.name_th, "name_en": area.name_en} for area in areas
        ],
    }


def near_answer(near: Near) -> Answer:
    """One facility with its geodesic distance. The name falls back to the operator's and then to the number."""
    number = next(iter(near.registrations), "")
    return {
        "id": near.id,
        "name": near.name_th or near.operator_th or number,
        "name_en": near.name_en,
        "kind": near.kind,
        "status": near.status,
        "registrations": list(near.registrations),
        "distance_m": round(near.distance_m, 3),
    }


def competence_answer(assessment: Assessment) -> Answer:
    """Lead, supporting bodies and reason, the rule and its version, the ground, what would change the answer.

    With the quality of the boundary that decided and who is beyond it. `on` is the day whose rules and boundaries
    these are; `local` is null where no local government is loaded.
    """
    competence, province = assessment.competence, assessment.province
    supporting = [support.office for support in competence.supporting]
    names = office_names([competence.lead, *supporting, *(other.lead for other in competence.would_change)])
    return {
        "lead": {
            "office": competence.lead,
            "name": names.get(competence.lead, competence.lead),
            "role": competence.role.value,
            "legal_ground": _either(competence.ground.th, competence.ground.en),
            "condition": "",
        },
        "supporting": [_support(support, names) for support in competence.supporting],
        **_reasons(competence),
        "would_change": [_otherwise(other, names) for other in competence.would_change],
        "ground": [{"kind": plot.kind, "name_th": plot.name_th, "name_en": plot.name_en} for plot in competence.plots],
        "local": _local(competence.local),
        "on": assessment.situation.on.isoformat(),
        "boundary": {"edition": province.edition, "quality": province.quality, "error_m": province.border_error_m},
        "border": _border(assessment.location),
    }


def office_names(codes: Iterable[str]) -> dict[str, str]:
    """Names of offices in the language of the moment, by code."""
    wanted, known, english = set(codes), _office_names.now(), (get_language() or "").startswith("en")
    if unknown := wanted - known.keys():
        named = Office.objects.filter(code__in=unknown).values_list("code", "name_th", "name_en")
        known.update({code: (th, en) for code, th, en in named})
    return {code: known[code][english] for code in wanted & known.keys()}


def supporting_words(attribution: Attribution) -> list[dict[str, str]]:
    """The stored supporting bodies for people: name, role and condition in the language of the moment."""
    names = office_names(support["office"] for support in attribution.supporting)
    return [
        {
            "name": names.get(support["office"], support["office"]),
            "role": support["role"],
            "condition": _either(support["condition_th"], support["condition_en"]),
        }
        for support in attribution.supporting
    ]


def _reasons(competence: Competence) -> Answer:
    return {
        "reason": _either(competence.reason_th, competence.reason_en),
        "reason_th": competence.reason_th,
        "reason_en": competence.reason_en,
        "rule": competence.rule,
        "rule_version": competence.rule_version,
        "verified": competence.verified,
        "caution": ""
        if competence.verified
        else gettext("No source confirms this rule yet. Check before you rely on it."),
    }


def _otherwise(other: WouldChange, names: dict[str, str]) -> Answer:
    return {
        "what": other.what,
        "condition": _either(other.th, other.en),
        "condition_th": other.th,
        "condition_en": other.en,
        "office": other.lead,
        "name": names.get(other.lead, other.lead),
    }


def _local(local: Local) -> Answer | None:
    if local.kind == "unknown":
        return None
    return {"kind": local.kind, "office": local.office, "name_th": local.name_th, "name_en": local.name_en}


def _support(support: Support, names: dict[str, str]) -> Answer:
    return {
        "office": support.office,
        "name": names.get(support.office, support.office),
        "role": support.role.value,
        "legal_ground": _either(support.ground.th, support.ground.en),
        "condition": _either(support.condition_th, support.condition_en),
    }


def _area(area: FoundArea) -> Answer:
    return {
        "level": str(area.level),
        "code": area.code,
        "name_th": area.name_th,
        "name_en": area.name_en,
        "distance_m": round(area.distance_m, 1),
    }


def _border(location: Location) -> Answer:
    """Both are null when no other province is within 20 km."""
    border = location.border
    if border is None:
        return {"distance_m": None, "beyond": None}
    names = {"name_th": border.name_th, "name_en": border.name_en}
    beyond = {"code": border.code, **names, "office": office_of(border.code)}
    return {"distance_m": round(border.distance_m, 1), "beyond": beyond}


def _either(thai: str, english: str) -> str:
    return english if (get_language() or "").startswith("en") else thai


_Names = dict[str, tuple[str, str]]
_office_names: Kept[_Names] = Kept(dict, Office)
"""Thai and English, of those asked for."""
