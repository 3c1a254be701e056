"""The feature API over HTTP: parse, ask, answer in the form that is wanted."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from geo.errors import NotFound
from geo.layers import Viewer
from geo.ogc import collections as described
from geo.ogc import conformance as classes
from geo.ogc import crs, extensions, media, openapi, pages
from geo.ogc import items as features
from geo.ogc.answering import answer, only, served
from geo.ogc.links import Addresses, Link, link


@served
def nothing(request: HttpRequest) -> HttpResponse:
    """Any other address: told as everything here is, so that a page of another site can read it."""
    raise NotFound(_("There is nothing at this address"))


@served
def landing(request: HttpRequest) -> HttpResponse:
    """What there is."""
    only(request)
    addresses, html = Addresses(request), media.wants_html(request)
    content = {
        "title": _("Phang-Ut: features"),
        "description": _("Layers of the Ministry of Industry's spatial service, for map programs and other systems"),
        "links": [*addresses.self_and_other(html), *_ways(addresses)],
    }
    return answer(request, html, "landing", content)


@served
def conformance(request: HttpRequest) -> HttpResponse:
    """The conformance classes."""
    only(request)
    html = media.wants_html(request)
    return answer(request, html, "conformance", {"conformsTo": [*classes.CLASSES, *extensions.conformance()]})


@served
def api(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document, or Swagger UI showing it."""
    only(request)
    addresses = Addresses(request)
    if media.wants_html(request):
        return render(request, "geo/apidocs.html", {"openapi_url": addresses.of("api", f="json")})
    root = addresses.of("landing")
    return media.answer(openapi.document(Viewer.of(request.user), root.rstrip("/")), media.OPENAPI)


@served
def collections(request: HttpRequest) -> HttpResponse:
    """Every layer that this viewer may know of."""
    only(request)
    addresses, html, viewer = Addresses(request), media.wants_html(request), Viewer.of(request.user)
    content = {
        "links": addresses.self_and_other(html),
        "crs": [system.uri for system in crs.SYSTEMS],
        "collections": [_collection(layer, viewer, addresses) for layer in described.served(viewer)],
    }
    return answer(request, html, "collections", content)


@served
def collection(request: HttpRequest, name: str) -> HttpResponse:
    """One of them."""
    only(request)
    addresses, html, viewer = Addresses(request), media.wants_html(request), Viewer.of(request.user)
    layer, _rows = described.rows_of(viewer, name)
    content = described.described(layer, viewer, addresses)
    content["links"] = [*addresses.self_and_other(html), *content["links"]]
    return answer(request, html, "collection", content)


@served
def queryables(request: HttpRequest, name: str) -> HttpResponse:
    """JSON Schema of what may be asked about."""
    only(request)
    viewer = Viewer.of(request.user)
    layer, _rows = described.rows_of(viewer, name)
    address = Addresses(request).of("queryables", name)
    html = media.wants_html(request)
    return answer(request, html, "queryables", described.queryables(layer, viewer, address), media.SCHEMA)


@served
def schema(request: HttpRequest, name: str) -> HttpResponse:
    """JSON Schema of a feature."""
    only(request)
    viewer = Viewer.of(request.user)
    layer, _rows = described.rows_of(viewer, name)
    return media.answer(described.feature_schema(layer, viewer, Addresses(request).of("schema", name)), media.SCHEMA)


@served
def items(request: HttpRequest, name: str) -> HttpResponse:
    """A page of features."""
    html, viewer, addresses = media.wants_html(request), Viewer.of(request.user), Addresses(request)
    found = features.page(name, viewer, request.GET, drawn=html)
    links = features.page_links(found, addresses, html)
    if html:
        return render(request, "geo/ogc/items.html", pages.items(found, links, viewer))
    return _in_crs(media.answer(features.collection_json(found, links), media.GEOJSON), found.query.crs)


@served
def item(request: HttpRequest, name: str, key: str) -> HttpResponse:
    """One feature."""
    only(request, "crs")
    html, viewer, addresses = media.wants_html(request), Viewer.of(request.user), Addresses(request)
    system = crs.named(request.GET["crs"], "crs") if "crs" in request.GET else crs.CRS84
    layer, text = features.one(name, viewer, key, system)
    if html:
        return render(request, "geo/ogc/item.html", pages.item(layer, text, addresses, viewer))
    links = [*addresses.self_and_other(html, media.GEOJSON), _up(layer.name, addresses)]
    return _in_crs(media.answer(features.feature_json(text, links), media.GEOJSON), system)


def _in_crs(response: HttpResponse, system: crs.Crs) -> HttpResponse:
    response.headers["Content-Crs"] = f"<{system.uri}>"
    return response


def _collection(layer: Any, viewer: Viewer, addresses: Addresses) -> dict[str, Any]:
    content = described.described(layer, viewer, addresses)
    address = addresses.of("collection", layer.name)
    content["links"] = [link(address, "self", media.JSON, content["title"]), *content["links"]]
    return content


def _up(name: str, addresses: Addresses) -> Link:
    return link(addresses.of("collection", name), "collection", media.JSON, _("The collection"))


def _ways(addresses: Addresses) -> list[Link]:
    """From the landing page on."""
    conformance, data = addresses.of("conformance"), addresses.of("collections")
    return [
        link(addresses.of("api", f="json"), "service-desc", media.OPENAPI, _("Description for programs (OpenAPI 3.0)")),
        link(addresses.of("api", f="html"), "service-doc", media.HTML, _("Description for people")),
        link(conformance, "conformance", media.JSON, _("The standards that are kept")),
        link(conformance, "http://www.opengis.net/def/rel/ogc/1.0/conformance", media.JSON),
        link(data, "data", media.JSON, _("All collections")),
        link(data, "http://www.opengis.net/def/rel/ogc/1.0/data", media.JSON),
        *extensions.landing_links(addresses),
    ]
