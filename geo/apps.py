"""The foundation's app configuration."""

from django.apps import AppConfig


class GeoConfig(AppConfig):
    """Areas, offices, layers."""

    name = "geo"
    default_auto_field = "django.db.models.BigAutoField"
