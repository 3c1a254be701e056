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
        from facilities.estates import finder as estate_finder
        from facilities.estates import layer as estate_layer
        from facilities.estates.reference import load_estates
        from facilities.reference import load_factory_types
        from geo import menu, reference, search

        estate_layer.publish()
        layer.publish()
        reference.register("factory types", load_factory_types)
        reference.register("industrial estates and zones", load_estates)
        search.register("facilities", finder.find)
        search.register("estates", estate_finder.find)
        menu.register(_("Facilities"), "/facilities/", icon="list")
        menu.register(_("Industrial estates and zones"), "/facilities/estates/", icon="layers")
        menu.register(
            _("Work on the register"), "/facilities/quality/", icon="filter", permission="facilities.change_facility"
        )
        menu.register(
            _("Enter a site without a licence"),
            "/facilities/new/",
            icon="plus",
            permission="facilities.change_facility",
        )
        menu.register(_("Register loads"), "/facilities/imports/", icon="tray", permission="facilities.run_import")
