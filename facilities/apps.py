"""App configuration: registers what this app publishes."""

from django.apps import AppConfig


class FacilitiesConfig(AppConfig):
    """See the package docstring."""

    name = "facilities"
    default_auto_field = "django.db.models.BigAutoField"
