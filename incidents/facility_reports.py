"""What the register's pages say of reports: a section of the dossier, and how many are open, for officers."""

from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from facilities.models import Facility
from geo.layers import Viewer
from incidents.models import Attribution, Report, Urgency
from incidents.shown_place import sees_place
from incidents.states import OPEN

SHOWN = 20


def count_open(key: str) -> Combinable:
    """How many open reports are about the site in the column `key`, or about one merged into it."""
    return _counted("site", key) + _counted("site__merged_into", key)


def sites_with_open() -> "QuerySet[Attribution, Any]":
    """Keys of the sites that any open report is about."""
    about = _counting().filter(site__isnull=False)
    return about.order_by().values_list(Coalesce("site__merged_into", "site"))


def _counting() -> "QuerySet[Attribution]":
    """Lists and their filters are the same for all officers: reports of the restricted circle count for none."""
    return Attribution.objects.filter(report__state__in=OPEN).exclude(report__category__urgency=Urgency.RESTRICTED)


def _counted(column: str, key: str) -> Coalesce:
    about = _counting().filter(**{column: OuterRef(key)})
    counted = about.order_by().values(held=F(column)).annotate(count=Count("*")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def render(facility: Facility, viewer: Viewer) -> SafeString | str:
    """Nothing for those who may not see reports, and where there are none."""
    if not viewer.may("incidents.view_report"):
        return ""
    found = Report.objects.seen_by(viewer).open().about(facility.pk).select_related("category", "attribution")
    reports = list(found.order_by("-received_at", "-id")[: SHOWN + 1])
    if not reports:
        return ""
    context = {"reports": reports[:SHOWN], "more": len(reports) > SHOWN, "exact": sees_place(viewer)}
    return render_to_string("incidents/facility_reports.html", context)
