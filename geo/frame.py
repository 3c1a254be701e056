"""What the scripts of every page need from the server: words in the page's language, addresses of files."""

from typing import Any

from django.templatetags.static import static
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def data() -> dict[str, Any]:
    """JSON-ready; read by `geo/web/frame/data.js`."""
    return {"language": get_language(), "text": _text(), "files": _files()}


def _text() -> dict[str, str]:
    return {
        "searching": _("Searching"),
        "nothing": _("Nothing found for “{text}”"),
        "nothingHelp": _("Try part of a name, a registration number, a province or district, or coordinates."),
        "searchFailed": _("The search did not answer."),
        "searchFailedHelp": _("Check the connection and type again."),
        "map": _("Map"),
        "zoomIn": _("Zoom in"),
        "zoomOut": _("Zoom out"),
        "metres": _("m"),
        "kilometres": _("km"),
    }


def _files() -> dict[str, str]:
    return {"leafletScript": static("leaflet/leaflet.js"), "leafletStyle": static("leaflet/leaflet.css")}
