"""What the dossier of one report shows to one officer."""

from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from geo.layers import Viewer
from geo.models import Office, Quality
from incidents.answers import office_names, supporting_words
from incidents.due import due_of
from incidents.features import dossier_features
from incidents.grounds import OF_PROGRAMMES, NoVisit, Refusal
from incidents.life import waits_for_another
from incidents.models import Category, PhotoKind, Report, ReporterContact
from incidents.offers import offers
from incidents.receivers import last_transfer, suggested, waiting_handover
from incidents.reporter import may_answer
from incidents.resolution import last_visit
from incidents.shown_place import sees_place, shown_point, shown_text
from incidents.timeline import Names, lead_change, timeline

Context = dict[str, Any]


def dossier_context(report: Report, viewer: Viewer, now: datetime, *, user_id: int | None) -> Context:
    """Everything of the page but the contact and what a form brings along. `user_id`: whose page it is."""
    return {
        "report": report,
        "due": due_of(report, now),
        "handover": waiting_handover(report),
        "answer_until": may_answer(report, now),
        "entries": timeline(report.steps.all(), exact=sees_place(viewer)),
        "told_photos": report.photos.filter(kind=PhotoKind.REPORT),
        "visits": report.visits.prefetch_related("photos"),
        "has_contact": ReporterContact.objects.filter(report=report).exists(),
        "may_read_contact": viewer.may("incidents.view_reportercontact"),
        **_place(report, viewer),
        **_competence(report),
        **_doing(report, viewer, now, waits_for_another(report, user_id)),
    }


def _place(report: Report, viewer: Viewer) -> Context:
    return {
        "exact": sees_place(viewer),
        "place": shown_point(report, viewer),
        "text": shown_text(report, viewer),
        "features": dossier_features(report, report.attribution, viewer),
    }


def _competence(report: Report) -> Context:
    said = report.attribution
    return {
        "attribution": said,
        "supporting": supporting_words(said),
        "otherwise": _otherwise(said.would_change),
        "quality": Quality(said.boundary_quality).label,
        "change": _change(report),
    }


def _otherwise(stored: list[dict[str, str]]) -> list[dict[str, str]]:
    """What would make the answer another one, in the language of the moment."""
    names = office_names(one["lead"] for one in stored)
    english = (get_language() or "").startswith("en")
    return [
        {"words": (english and one["en"]) or one["th"], "lead": names.get(one["lead"], one["lead"])} for one in stored
    ]


def _doing(report: Report, viewer: Viewer, now: datetime, waits_for: Office | None) -> Context:
    """The forms, for those who may change reports."""
    if not viewer.may("incidents.change_report"):
        return {"may_change": False}
    elsewhere = bool(_change(report))
    return {
        "may_change": True,
        "elsewhere": elsewhere,
        "waits_for": waits_for,
        "offers": offers(report, viewer, now, elsewhere=elsewhere, waits=waits_for is not None),
        "receivers": suggested(report),
        "offices": Office.objects.exclude(code=report.handled_by_id),
        "refusals": [choice for choice in Refusal.choices if choice[0] not in OF_PROGRAMMES],
        "no_visits": [choice for choice in NoVisit.choices if choice[0] not in OF_PROGRAMMES],
        "proven": last_visit(report) is not None,
        "categories": Category.objects.exclude(pk=report.category_id),
    }


def _change(report: Report) -> str:
    """The last change of the lead, while another body has the case and nobody has transferred it since."""
    if report.attribution.lead_id == report.handled_by_id:
        return ""
    changes = [
        {"before": change.before, "after": change.after, "at": change.at}
        for change in report.competence_changes.order_by("-pk")[:5]
    ]
    sent = last_transfer(report)
    fresh = [change for change in changes if sent is None or change["at"] >= sent.at]
    names = Names.read() if fresh else Names({}, {})
    return next((words for change in fresh if (words := lead_change(change, names))), "")
