"""App configuration: registers what this app publishes."""

from django.apps import AppConfig


class TilesConfig(AppConfig):
    """See the package docstring."""

    name = "tiles"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Add tiles to the feature API."""
        from tiles.ogc.publish import publish

        publish()
