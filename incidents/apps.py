"""App configuration: registers what this app publishes."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IncidentsConfig(AppConfig):
    """See the package docstring."""

    name = "incidents"
    verbose_name = _("Reports")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register reference data, the layer, the search finder and the pages of the menu."""
        from facilities import dossier_sections, open_matters
        from geo import doors, menu, offline, reference, search
        from incidents import facility_reports, layer, live
        from incidents.competence.seed import load_rules
        from incidents.dashboard import published
        from incidents.deadlines import load_deadlines
        from incidents.pages.form_worker import FILES
        from incidents.ranking.seed import load_causes
        from incidents.reference import load_categories
        from incidents.retention import load_retention
        from incidents.search import find_code

        reference.register("report categories", load_categories)
        reference.register("causes of reports", load_causes)
        reference.register("rules of competence", load_rules)
        reference.register("deadlines", load_deadlines)
        reference.register("rules of retention", load_retention)
        layer.publish()
        offline.register("/report/", FILES)
        live.publish()
        published.publish()
        doors.register("POST", "/api/reports", "incidents.filing.door")
        search.register("tracking codes", find_code)
        dossier_sections.register("open reports", _("Open reports"), facility_reports.render)
        open_matters.register(
            "open reports",
            _("Open reports"),
            facility_reports.count_open,
            facility_reports.sites_with_open,
            permission="incidents.view_report",
        )
        menu.register(_("Report a problem"), "/report/", icon="flag")
        menu.register(_("Dashboard"), "/dashboard/", icon="chart")
        menu.register(_("Incident board"), "/incidents/", icon="list", permission="incidents.view_report")
        menu.register(_("Report of a caller"), "/incidents/new/", icon="plus", permission="incidents.file_for_caller")
        menu.register(_("Notices I want"), "/incidents/subscriptions/", icon="bell", permission="incidents.view_report")
        menu.register(
            _("Readings of contacts"),
            "/incidents/readings/",
            icon="lock",
            permission="incidents.view_reportercontact",
        )
