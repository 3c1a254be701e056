"""The administration's map: django-leaflet under our content security policy, with the areas as its backdrop."""

from typing import Any

from django.forms import Script
from django.http import HttpRequest
from django.middleware.csp import get_nonce
from leaflet.admin import LeafletGeoAdmin


class MapAdmin(LeafletGeoAdmin):  # type: ignore[misc]  # django-leaflet has no types
    """For models with a position that people may move."""

    class Media:
        css = {"all": ["geo/adminmap.css"]}
        js = [Script("geo/adminmap.js", type="module")]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest | None = None, **kwargs: Any) -> Any:
        """Django-leaflet looks for the nonce of our content security policy under this name."""
        if request is not None:
            request.csp_nonce = get_nonce(request)  # type: ignore[attr-defined]
        return super().formfield_for_dbfield(db_field, request, **kwargs)


def no(*args: Any, **kwargs: Any) -> bool:
    """For `has_..._permission` of what nobody may do here."""
    return False
