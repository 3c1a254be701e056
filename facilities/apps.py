"""App configuration: registers what this app publishes."""

from django.apps import AppConfig


class FacilitiesConfig(AppConfig):
    """See the package docstring."""

    name = "facilities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Publish the layer and the reference data."""
        from facilities import layer
        from facilities.reference import load_factory_types
        from geo import reference

        layer.publish()
        reference.register("factory types", load_factory_types)
