"""The service worker of the public form: opens the form where there is no line, and nothing else."""

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

_FILES = (
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


@never_cache
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Served beside the form, because a worker's reach is the folder it comes from; the code is a static file.

    The version is made of the files' names, which change with their content: a new one replaces the old cache.
    """
    files = [static(name) for name in _FILES]
    code = static("incidents/report_worker.js")
    version = salted_hmac("form worker", "|".join([code, *files])).hexdigest()[:12]
    script = f"self.FORM = {{ version: '{version}', files: {files!r} }};\nimportScripts('{code}');\n"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")
