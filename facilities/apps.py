"""App configuration: registers what this app publishes."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FacilitiesConfig(AppConfig):
    """See the package docstring."""

    name = "facilities"
    verbose_name = _("Register of facilities")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Publish the layer, the reference data, the finder and the page in the menu."""
        from facilities import finder, layer
        from facilities.reference import load_factory_types
        from geo import menu, reference, search

        layer.publish()
        reference.register("factory types", load_factory_types)
        search.register("facilities", finder.find)
        menu.register(_("Facilities"), "/facilities/", icon="list")
        menu.register(_("Register loads"), "/facilities/imports/", icon="tray", permission="facilities.run_import")
