"""The foundation's app configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GeoConfig(AppConfig):
    """Areas, offices, layers."""

    name = "geo"
    verbose_name = _("Areas and offices")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register reference data, the areas layer and the finders of the search box."""
        from geo import defaults, finders, layer, offices, reference
        from geo.ground import published

        reference.register("neighbouring land", defaults.load_neighbours)
        reference.register("provinces", defaults.load_provinces)
        reference.register("offices", offices.load_offices)
        layer.publish()
        published.publish()
        finders.register()
