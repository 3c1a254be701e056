"""Which of its two forms an answer takes: JSON for programs, HTML for people."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from geo.errors import BadInput

JSON = "application/json"
GEOJSON = "application/geo+json"
SCHEMA = "application/schema+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
HTML = "text/html"

_OFFERED = (JSON, GEOJSON, SCHEMA, "application/vnd.oai.openapi+json", "application/*", HTML, "application/xhtml+xml")


def wants_html(request: HttpRequest) -> bool:
    """By `f`, which is `json` or `html`, else by the Accept header; JSON for whoever takes anything.

    Raises `BadInput` for another `f`.
    """
    asked = request.GET.get("f")
    if asked is None:
        return prefers_html(request)
    if asked not in ("json", "html"):
        raise BadInput("f is json or html", field="f", value=asked)
    return asked == "html"


def prefers_html(request: HttpRequest) -> bool:
    """By the Accept header alone: a browser."""
    return request.get_preferred_type(_OFFERED) in (HTML, "application/xhtml+xml")


def answer(content: dict[str, Any] | str, media: str = JSON) -> HttpResponse:
    """A JSON answer of one of the media types; `content` may be JSON already."""
    if isinstance(content, str):
        return HttpResponse(content, content_type=media)
    return JsonResponse(content, content_type=media, json_dumps_params={"ensure_ascii": False, "allow_nan": False})
