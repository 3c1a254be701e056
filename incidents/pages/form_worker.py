"""The public form once had a service worker of its own; the service's one worker has taken over from it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

FILES = (
    "geo/frame.css",
    "geo/frame.js",
    "geo/minimap.js",
    "geo/mark.svg",
    "incidents/incidents.css",
    "incidents/report_form.css",
    "incidents/report_form.js",
    "leaflet/leaflet.css",
    "leaflet/leaflet.js",
)
"""What the form needs where there is no line."""

_RETIRED = """\
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.registration.unregister()));
"""


@never_cache
@require_safe
def retired(request: HttpRequest) -> HttpResponse:
    """Takes the old worker off the devices that still have it: browsers look here for its next version."""
    return HttpResponse(_RETIRED, content_type="text/javascript; charset=utf-8")
