"""The rows of a new report. Called inside the transaction of `incidents.operations`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from django.db import IntegrityError

from geo.changes import Actor
from geo.coordinates import LonLat
from geo.crs import WGS84
from geo.models import PositionMethod
from incidents.attribution import Assessment
from incidents.chain import StepFacts, seal, text_digest
from incidents.competence import Competence, Support
from incidents.deadlines import limits
from incidents.draft import ReportDraft
from incidents.masking import masked
from incidents.models import Report, StepKind
from incidents.ranking import MODEL_VERSION, LikelySource

Columns = dict[str, Any]
_CODE_CONSTRAINT = "incidents_report_tracking_code_key"


@dataclass(frozen=True, slots=True)
class DrawnUp:
    """A report that is not stored yet, and the rows of it, by table, each by column."""

    report: Report
    rows: Columns


def draw_up(draft: ReportDraft, assessment: Assessment, *, code: str, actor: Actor, now: datetime) -> DrawnUp:
    """The report with everything said about it, its first step and the audit record."""
    step = _first_step(draft, code, actor, now)
    told = _report_columns(draft, assessment, code, now) | {"chain_head": step["digest"]}
    rows = {
        "report": told,
        "attribution": attribution_columns(assessment, now),
        **lists(assessment),
        "step": step,
        **_reporter(draft),
        "change": {"actor_id": actor.user_id, "actor_label": actor.label, "after": _summary(told, assessment)},
    }
    return DrawnUp(_report(draft, told), rows)


def store(drawn_up: DrawnUp) -> None:
    """One statement. The report has its key then."""
    drawn_up.report.pk = Report.objects.store(orjson.dumps(drawn_up.rows).decode())


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


def attribution_columns(assessment: Assessment, now: datetime) -> Columns:
    """The row of `Attribution`, by column, without the report's key."""
    near, border = next(iter(assessment.nearest), None), assessment.location.border
    return {
        "nearest_id": near.id if near else None,
        "nearest_distance_m": near.distance_m if near else None,
        "about_nearest": assessment.presumption.about_nearest,
        "presumption_th": assessment.presumption.reason_th,
        "presumption_en": assessment.presumption.reason_en,
        "site_id": assessment.presumption.site,
        "boundary_edition": assessment.province.edition,
        "boundary_quality": assessment.province.quality,
        "boundary_error_m": assessment.province.border_error_m,
        "border_distance_m": border.distance_m if border else None,
        "border_beyond": border.code if border else "",
        "border_beyond_th": border.name_th if border else "",
        "border_beyond_en": border.name_en if border else "",
        "model_version": MODEL_VERSION,
        "computed_at": now,
        **competence_columns(assessment.competence),
    }


def likely_columns(source: LikelySource) -> Columns:
    """A row of `Likely`, by column, without the report's key."""
    return {
        "rank": source.rank,
        "facility_id": source.facility_id,
        "distance_m": source.distance_m,
        "share": source.share,
        "reasons": [reason.as_json() for reason in source.reasons],
    }


def competence_columns(competence: Competence) -> Columns:
    """The part of that row that says who is competent and why."""
    return {
        "lead_id": competence.lead,
        "lead_role": competence.role.value,
        "legal_ground": competence.ground.th,
        "legal_ground_en": competence.ground.en,
        "rule": competence.rule,
        "rule_version": competence.rule_version,
        "rule_verified": competence.verified,
        "reason_th": competence.reason_th,
        "reason_en": competence.reason_en,
        "supporting": [support_json(support) for support in competence.supporting],
        "would_change": [
            {"what": other.what, "th": other.th, "en": other.en, "lead": other.lead}
            for other in competence.would_change
        ],
    }


def _first_step(draft: ReportDraft, code: str, actor: Actor, now: datetime) -> Columns:
    data = dict(draft.begins_with)
    said = text_digest("", data)
    facts = StepFacts(code, 1, StepKind.STATE.value, "", draft.begins.value, now, actor.label, "", said)
    return {
        "to_state": draft.begins.value,
        "at": now,
        "actor_label": actor.label,
        "data": data,
        "text_digest": said,
        "digest": seal("", facts),
    }


def _report_columns(draft: ReportDraft, assessment: Assessment, code: str, now: datetime) -> Columns:
    received_at = draft.received_at or now
    due = limits(draft.category, received_at)
    return {
        "tracking_code": code,
        "category_id": draft.category.code,
        "description": draft.description,
        "public_text": masked(draft.description),
        "state": draft.begins.value,
        "channel": draft.channel.value,
        "received_at": received_at,
        "changed_at": now,
        "accept_by": due.accept_by,
        "finish_by": due.finish_by,
        "handled_by_id": assessment.competence.lead,
        "place_text": draft.place_text,
        "position": _ewkt(draft.place),
        "accuracy_m": draft.accuracy_m,
        "position_source": draft.position_source,
        "position_method": _method(draft).value,
        "error_radius_m": draft.accuracy_m if draft.error_radius_m is None else draft.error_radius_m,
    }


def _method(draft: ReportDraft) -> PositionMethod:
    """Who states an accuracy is a device."""
    by_device = draft.accuracy_m is not None and draft.position_method is PositionMethod.STATED
    return PositionMethod.DEVICE if by_device else draft.position_method


def _reporter(draft: ReportDraft) -> Columns:
    """Nothing, where the reporter left neither contact nor the place of a device."""
    if not draft.contact and draft.device_position is None:
        return {}
    place = draft.device_position
    return {
        "reporter": {
            "contact": draft.contact,
            "device_position": _ewkt(place) if place else None,
            "device_accuracy_m": draft.device_accuracy_m,
        }
    }


def lists(assessment: Assessment) -> Columns:
    """Rows of the other tables, by column, without the key of the report: candidates, areas, likely sources."""
    nearest, areas = enumerate(assessment.nearest, 1), assessment.location.areas
    names = ("code", "name_th", "name_en", "distance_m")
    return {
        "candidates": [{"rank": r, "facility_id": near.id, "distance_m": near.distance_m} for r, near in nearest],
        "areas": [{"level": str(a.level), **{name: getattr(a, name) for name in names}} for a in areas],
        "likely": [likely_columns(source) for source in assessment.ranking.likely],
    }


def _report(draft: ReportDraft, told: Columns) -> Report:
    """The row without reading it; what the database generates is read when asked for."""
    columns = {**told, "id": None, "chain_length": 1}
    names = [field.attname for field in Report._meta.concrete_fields if field.attname in columns]
    report = Report.from_db("default", names, [columns[name] for name in names])
    report.category = draft.category
    return report


def _summary(told: Columns, assessment: Assessment) -> Columns:
    """What the history keeps. No description and no place: they are the report's own, and history is not erased."""
    return {
        "tracking_code": told["tracking_code"],
        "category": told["category_id"],
        "state": told["state"],
        "lead": assessment.competence.lead,
        "rule": assessment.competence.rule,
        "nearest": assessment.nearest[0].id if assessment.nearest else None,
    }


def _ewkt(place: LonLat) -> str:
    return f"SRID={WGS84};POINT({place.lon!r} {place.lat!r})"
