"""App configuration: registers what this app publishes."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """See the package docstring."""

    name = "inspections"
    default_auto_field = "django.db.models.BigAutoField"
