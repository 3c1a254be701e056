"""App configuration: registers what this app publishes."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InspectionsConfig(AppConfig):
    """See the package docstring."""

    name = "inspections"
    verbose_name = _("Inspections")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """List the pages in the user's menu; add planned inspections to dossiers and dashboard."""
        from facilities import dossier_sections
        from geo import menu
        from incidents.dashboard import sections
        from inspections import dashboard, facility_visits

        dossier_sections.register("inspections", _("Inspections"), facility_visits.render)

        sections.register("inspections", dashboard.this_month)
        menu.register(_("Inspection plans"), "/inspections/", icon="route", permission="inspections.view_plan")
