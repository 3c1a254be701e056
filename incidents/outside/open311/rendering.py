"""Answers of GeoReport v2 in JSON and XML, and its errors. The names of the XML elements are the specification's."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpRequest, HttpResponse

from geo.errors import PhangUtError

Json = dict[str, Any]
_ILLEGAL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
"""Characters that XML 1.0 cannot hold at all."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The names of the list and of one member of it in XML."""

    many: str
    one: str


SERVICES = Shape("services", "service")
REQUESTS = Shape("service_requests", "request")
DEFINITION = Shape("", "service_definition")
DISCOVERY = Shape("", "discovery")
ERRORS = Shape("errors", "error")


def wants_xml(request: HttpRequest, suffix: str) -> bool:
    """The suffix decides; without one what the caller accepts, JSON by default."""
    if suffix:
        return suffix == "xml"
    accepted = request.headers.get("Accept", "")
    return "xml" in accepted and "json" not in accepted and "html" not in accepted


def answer(
    request: HttpRequest, suffix: str, shape: Shape, content: Sequence[Json] | Json, status: int = 200
) -> HttpResponse:
    """The response in the form asked for; anybody's page may read it."""
    if wants_xml(request, suffix):
        body: bytes = tostring(_document(shape, content), encoding="utf-8", xml_declaration=True)
        kind = "text/xml; charset=utf-8"
    else:
        body, kind = json.dumps(content, ensure_ascii=False).encode(), "application/json"
    response = HttpResponse(body, content_type=kind, status=status)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def refusal(request: HttpRequest, suffix: str, error: PhangUtError) -> HttpResponse:
    """A list of one error, in GeoReport's shape."""
    field = error.fields.get("field")
    words = f"{field}: {error.detail}" if field else error.detail
    return answer(request, suffix, ERRORS, [{"code": error.status, "description": words}], error.status)


def _document(shape: Shape, content: Sequence[Json] | Json) -> Element:
    if isinstance(content, dict):
        return _filled(Element(shape.one), content)
    root = Element(shape.many)
    for member in content:
        _filled(SubElement(root, shape.one), member)
    return root


def _filled(element: Element, values: Json) -> Element:
    for name, value in values.items():
        child = SubElement(element, name)
        if isinstance(value, list):
            for part in value:
                _filled(SubElement(child, _SINGULAR.get(name, "value")), part)
        elif value is not None:
            child.text = (str(value).lower() if isinstance(value, bool) else str(value)).translate(_ILLEGAL)
    return element


_SINGULAR = {"attributes": "attribute", "endpoints": "endpoint", "formats": "format"}
