"""The rows of a new report. Called inside the transaction of `incidents.operations`."""

from datetime import datetime

from django.contrib.gis.geos import Point
from django.db import IntegrityError

from facilities.nearest import Near
from geo.areas import FoundArea
from geo.changes import Actor, record
from geo.crs import WGS84
from geo.models import PositionMethod
from incidents.attribution import Assessment
from incidents.competence import Competence, Support
from incidents.draft import ReportDraft
from incidents.models import Attribution, Candidate, Report, ReportArea, ReporterContact, StateChange
from incidents.states import State

_CODE_CONSTRAINT = "incidents_report_tracking_code_key"


def store(draft: ReportDraft, assessment: Assessment, *, code: str, actor: Actor, now: datetime) -> Report:
    """Six INSERTs, seven with a contact. Foreign keys are set by key, so that nothing is read back."""
    report = _report(draft, assessment, code, now)
    _attribution(report, assessment, now)
    Candidate.objects.bulk_create(_candidate(report, rank, near) for rank, near in enumerate(assessment.nearest, 1))
    ReportArea.objects.bulk_create(_area(report, area) for area in assessment.location.areas)
    StateChange.objects.create(report=report, to_state=State.RECEIVED.value, at=now, actor_label=actor.label)
    if draft.contact:
        ReporterContact.objects.create(report=report, contact=draft.contact)
    record(actor, "report.filed", report, after=_summary(report, assessment))
    return report


def is_taken_code(error: IntegrityError) -> bool:
    """True if the tracking code was the trouble."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return diagnosis is not None and diagnosis.constraint_name == _CODE_CONSTRAINT


def support_json(support: Support) -> dict[str, str]:
    """A supporting body as it is stored and published."""
    return {
        "office": support.office,
        "role": support.role.value,
        "legal_ground": support.ground.th,
        "legal_ground_en": support.ground.en,
        "condition_th": support.condition_th,
        "condition_en": support.condition_en,
    }


def _report(draft: ReportDraft, assessment: Assessment, code: str, now: datetime) -> Report:
    by_device = draft.accuracy_m is not None
    return Report.objects.create(
        tracking_code=code,
        category=draft.category,
        description=draft.description,
        channel=draft.channel.value,
        received_at=now,
        handled_by_id=assessment.competence.lead,
        position=Point(draft.place.lon, draft.place.lat, srid=WGS84),
        accuracy_m=draft.accuracy_m,
        position_source="reporter",
        position_method=(PositionMethod.DEVICE if by_device else PositionMethod.STATED).value,
        error_radius_m=draft.accuracy_m,
    )


def _attribution(report: Report, assessment: Assessment, now: datetime) -> None:
    near, border = next(iter(assessment.nearest), None), assessment.location.border
    Attribution.objects.create(
        report=report,
        nearest_id=near.id if near else None,
        nearest_distance_m=near.distance_m if near else None,
        about_nearest=assessment.presumption.about_nearest,
        presumption_th=assessment.presumption.reason_th,
        presumption_en=assessment.presumption.reason_en,
        boundary_edition=assessment.province.edition,
        boundary_quality=assessment.province.quality,
        boundary_error_m=assessment.province.border_error_m,
        border_distance_m=border.distance_m if border else None,
        border_beyond=border.code if border else "",
        border_beyond_th=border.name_th if border else "",
        border_beyond_en=border.name_en if border else "",
        computed_at=now,
        **_competence_columns(assessment.competence),
    )


def _competence_columns(competence: Competence) -> dict[str, object]:
    return {
        "lead_id": competence.lead,
        "lead_role": competence.role.value,
        "legal_ground": competence.ground.th,
        "legal_ground_en": competence.ground.en,
        "rule": competence.rule,
        "rule_verified": competence.verified,
        "reason_th": competence.reason_th,
        "reason_en": competence.reason_en,
        "supporting": [support_json(support) for support in competence.supporting],
    }


def _candidate(report: Report, rank: int, near: Near) -> Candidate:
    return Candidate(attribution_id=report.pk, rank=rank, facility_id=near.id, distance_m=near.distance_m)


def _area(report: Report, area: FoundArea) -> ReportArea:
    return ReportArea(
        report=report,
        level=area.level,
        code=area.code,
        name_th=area.name_th,
        name_en=area.name_en,
        distance_m=area.distance_m,
    )


def _summary(report: Report, assessment: Assessment) -> dict[str, object]:
    """What the history keeps. No description and no place: they are the report's own, and history is not erased."""
    return {
        "tracking_code": report.tracking_code,
        "category": report.category_id,
        "state": report.state,
        "lead": assessment.competence.lead,
        "rule": assessment.competence.rule,
        "nearest": assessment.nearest[0].id if assessment.nearest else None,
    }
