"""App configuration: registers what this app publishes."""

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """See the package docstring."""

    name = "incidents"
    default_auto_field = "django.db.models.BigAutoField"
