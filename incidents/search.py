"""Tracking codes in the search box."""

from django.utils.translation import gettext as _

from geo.layers import Viewer
from geo.search import Hit
from incidents.models import Report
from incidents.shown_place import shown_place
from incidents.tracking import parse_code


def find_code(text: str, viewer: Viewer, limit: int) -> list[Hit]:
    """The report of a tracking code.

    Officers get its dossier and the place they may see. Everybody else gets the address of the follow-up page, whether
    there is such a report or not: codes are not found by trying them here.
    """
    code = parse_code(text)
    if code is None or limit < 1:
        return []
    seen = Report.objects.seen_by(viewer) if viewer.may("incidents.view_report") else Report.objects.none()
    report = seen.filter(tracking_code=code).select_related("category").first()
    return [_to_follow_up(code) if report is None else _to_dossier(report, viewer)]


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


def _to_follow_up(code: str) -> Hit:
    return Hit(
        kind="report",
        title=code,
        detail=_("Follow up a report"),
        score=1.0,
        url=f"/report/{code}/",
    )
