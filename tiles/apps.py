"""App configuration: registers what this app publishes."""

from django.apps import AppConfig


class TilesConfig(AppConfig):
    """See the package docstring."""

    name = "tiles"
    default_auto_field = "django.db.models.BigAutoField"
