"""Tracking codes in the search box."""

from geo.layers import Viewer
from geo.search import Hit
from incidents.models import Report
from incidents.shown_place import shown_place
from incidents.tracking import parse_code


def find_code(text: str, viewer: Viewer, limit: int) -> list[Hit]:
    """The report of a tracking code.

    Officers get its dossier and the place they may see; the public its follow-up page only.
    """
    code = parse_code(text)
    report = Report.objects.filter(tracking_code=code).select_related("category").first() if code else None
    if report is None or limit < 1:
        return []
    return [_to_dossier(report, viewer) if _may_open(report, viewer) else _to_follow_up(report)]


def _may_open(report: Report, viewer: Viewer) -> bool:
    return viewer.may("incidents.view_report") and Report.objects.seen_by(viewer).filter(pk=report.pk).exists()


def _to_dossier(report: Report, viewer: Viewer) -> Hit:
    return Hit(
        kind="report",
        title=report.tracking_code,
        detail=report.category.name,
        score=1.0,
        place=shown_place(report, viewer),
        layer="incidents",
        id=str(report.pk),
        url=f"/incidents/{report.pk}/",
    )


def _to_follow_up(report: Report) -> Hit:
    return Hit(
        kind="report",
        title=report.tracking_code,
        detail=report.category.name,
        score=1.0,
        url=f"/report/{report.tracking_code}/",
    )
