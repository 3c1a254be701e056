"""The rows of a new report. Called inside the transaction of `incidents.operations`."""

import json
from datetime import datetime
from typing import Any

from django.contrib.gis.geos import Point
from django.db import IntegrityError

from geo.changes import Actor, record
from geo.crs import WGS84
from geo.models import PositionMethod
from incidents.attribution import Assessment
from incidents.chain import StepFacts, seal, text_digest
from incidents.competence import Competence, Support
from incidents.draft import ReportDraft
from incidents.models import Report, StepKind

Columns = dict[str, Any]
_CODE_CONSTRAINT = "incidents_report_tracking_code_key"


def store(draft: ReportDraft, assessment: Assessment, *, code: str, actor: Actor, now: datetime) -> Report:
    """Two statements: the report with everything said about it, and the audit record."""
    told = _told(draft, assessment, code, now)
    seals = _first_step(draft, code, actor, now)
    rest = {
        **_attribution(assessment),
        **_lists(assessment),
        **seals,
        "contact": draft.contact,
        "actor_label": actor.label,
    }
    place = f"SRID={WGS84};POINT({draft.place.lon!r} {draft.place.lat!r})"
    key = Report.objects.store({**told, **rest, "position": place})
    report = _report(key, draft, told)
    record(actor, "report.filed", report, after=_summary(report, assessment))
    return report


def is_taken_code(error: IntegrityError) -> bool:
    """True if the tracking code was the trouble."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return diagnosis is not None and diagnosis.constraint_name == _CODE_CONSTRAINT


def support_json(support: Support) -> dict[str, str]:
    """A supporting body as it is stored."""
    return {
        "office": support.office,
        "role": support.role.value,
        "legal_ground": support.ground.th,
        "legal_ground_en": support.ground.en,
        "condition_th": support.condition_th,
        "condition_en": support.condition_en,
    }


def _first_step(draft: ReportDraft, code: str, actor: Actor, now: datetime) -> Columns:
    data = dict(draft.begins_with)
    said = text_digest("", data)
    facts = StepFacts(code, 1, StepKind.STATE.value, "", draft.begins.value, now, actor.label, "", said)
    return {"first_data": _json(data), "text_digest": said, "digest": seal("", facts)}


def _told(draft: ReportDraft, assessment: Assessment, code: str, now: datetime) -> Columns:
    by_device = draft.accuracy_m is not None
    return {
        "tracking_code": code,
        "category": draft.category.code,
        "description": draft.description,
        "state": draft.begins.value,
        "channel": draft.channel.value,
        "received_at": now,
        "lead": assessment.competence.lead,
        "accuracy_m": draft.accuracy_m,
        "position_source": "reporter",
        "position_method": (PositionMethod.DEVICE if by_device else PositionMethod.STATED).value,
    }


def _attribution(assessment: Assessment) -> Columns:
    near, border = next(iter(assessment.nearest), None), assessment.location.border
    return {
        "nearest": near.id if near else None,
        "nearest_distance_m": near.distance_m if near else None,
        "about_nearest": assessment.presumption.about_nearest,
        "presumption_th": assessment.presumption.reason_th,
        "presumption_en": assessment.presumption.reason_en,
        "site": assessment.presumption.site,
        "boundary_edition": assessment.province.edition,
        "boundary_quality": assessment.province.quality,
        "boundary_error_m": assessment.province.border_error_m,
        "border_distance_m": border.distance_m if border else None,
        "border_beyond": border.code if border else "",
        "border_beyond_th": border.name_th if border else "",
        "border_beyond_en": border.name_en if border else "",
        **_competence(assessment.competence),
    }


def _competence(competence: Competence) -> Columns:
    return {
        "lead_role": competence.role.value,
        "legal_ground": competence.ground.th,
        "legal_ground_en": competence.ground.en,
        "rule": competence.rule,
        "rule_verified": competence.verified,
        "reason_th": competence.reason_th,
        "reason_en": competence.reason_en,
        "supporting": _json([support_json(support) for support in competence.supporting]),
    }


def _lists(assessment: Assessment) -> Columns:
    """Rows of other tables, as JSON that the statement unfolds."""
    nearest, areas = enumerate(assessment.nearest, 1), assessment.location.areas
    names = ("code", "name_th", "name_en", "distance_m")
    return {
        "candidates": _json([{"rank": r, "facility": near.id, "distance_m": near.distance_m} for r, near in nearest]),
        "areas": _json([{"level": str(a.level), **{name: getattr(a, name) for name in names}} for a in areas]),
    }


def _report(key: int, draft: ReportDraft, told: Columns) -> Report:
    """The stored row without reading it again; what the database generates is read when asked for."""
    columns = {
        "changed_at": told["received_at"],
        "chain_length": 1,
        **{name: value for name, value in told.items() if name not in ("category", "lead")},
        "id": key,
        "category_id": told["category"],
        "handled_by_id": told["lead"],
        "position": Point(draft.place.lon, draft.place.lat, srid=WGS84),
        "error_radius_m": draft.accuracy_m,
    }
    names = [field.attname for field in Report._meta.concrete_fields if field.attname in columns]
    report = Report.from_db("default", names, [columns[name] for name in names])
    report.category = draft.category
    return report


def _summary(report: Report, assessment: Assessment) -> Columns:
    """What the history keeps. No description and no place: they are the report's own, and history is not erased."""
    return {
        "tracking_code": report.tracking_code,
        "category": report.category_id,
        "state": report.state,
        "lead": assessment.competence.lead,
        "rule": assessment.competence.rule,
        "nearest": assessment.nearest[0].id if assessment.nearest else None,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
