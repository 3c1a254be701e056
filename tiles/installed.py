"""What lets the service be installed, and read without a connection: `/manifest.webmanifest`, `/sw.js`."""

import json
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from geo import offline
from geo.layers import Viewer

READER_HEADER = "X-Phangut-Reader"
"""Whose page this is, so that the worker keeps nothing of one reader for another."""

NOBODY = "public"

_MAP_FILES = (
    "geo/frame.css",
    "geo/frame.js",
    "geo/mark.svg",
    "leaflet/leaflet.css",
    "leaflet/leaflet.js",
    "tiles/map.css",
    "tiles/map.js",
)
_ICONS = (
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-whole.png", "512x512", "maskable"),
)


def reader_key(user: AbstractBaseUser | AnonymousUser) -> str:
    """The same for one user with one password and the same rights, and no hint at who that is."""
    if not user.is_authenticated:
        return NOBODY
    seen = Viewer.of(user)
    told = user.pk, user.get_session_auth_hash(), seen.superuser, sorted(seen.permissions)
    return salted_hmac("offline reader", repr(told), algorithm="sha256").hexdigest()[:16]


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """In the reader's language; the other language's names beside it."""
    icons = [
        {"src": static(f"tiles/{name}"), "sizes": sizes, "type": "image/png", "purpose": purpose}
        for name, sizes, purpose in _ICONS
    ]
    content: dict[str, Any] = {
        "id": "/",
        "lang": get_language(),
        **_names(),
        "name_localized": {language: _names_in(language)["name"] for language in ("th", "en")},
        "short_name_localized": {language: _names_in(language)["short_name"] for language in ("th", "en")},
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f4f6f6",
        "theme_color": "#0b5f5c",
        "icons": icons,
        "shortcuts": [{"name": _("Report a problem"), "url": "/report/"}],
    }
    answer = JsonResponse(content, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})
    answer["Cache-Control"] = "no-cache"
    return answer


@never_cache
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The one worker of the service, at its root because a worker's reach is the folder it comes from.

    The version is made of the files' names, which change with their content: a new one replaces the old cache.
    """
    code = static("tiles/worker.js")
    pages = [{"path": kept.path, "files": [static(name) for name in kept.files]} for kept in offline.kept()]
    shell = [static(name) for name in _MAP_FILES]
    version = salted_hmac("worker", json.dumps([code, shell, pages]), algorithm="sha256").hexdigest()[:12]
    told = json.dumps({"version": version, "files": shell, "pages": pages, "readerHeader": READER_HEADER})
    script = f"self.SHELL = {told};\nimportScripts({json.dumps(code)});\n"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


def _names() -> dict[str, str]:
    return {"name": _("Phang-Ut, the map of industry"), "short_name": _("Phang-Ut")}


def _names_in(language: str) -> dict[str, str]:
    with override(language):
        return _names()
