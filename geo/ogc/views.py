"""The feature API over HTTP: parse, ask, answer in the form that is wanted."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from geo.errors import BadInput, NotFound, PhangUtError
from geo.layers import Viewer
from geo.middleware import page_response, problem_response, unstorable
from geo.ogc import collections as described
from geo.ogc import conformance as classes
from geo.ogc import crs, media, openapi, pages
from geo.ogc import items as features
from geo.ogc.links import Addresses, Link, link

View = Callable[..., HttpResponse]


def served(view: View) -> View:
    """GET and HEAD; any site may read what is public, as cookies of ours are not sent along from there."""

    @wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        response = _told(view, request, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "Content-Crs, Link"
        response.headers["Cache-Control"] = "private, no-cache" if request.user.is_authenticated else "no-cache"
        patch_vary_headers(response, ("Accept", "Cookie"))
        return response

    return answer


def _told(view: View, request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """A person who reads pages is told of a mistake on a page, a program in JSON, from whatever site it asks."""
    try:
        return require_safe(view)(request, **kwargs)
    except DataError:
        return _refused(request, unstorable())
    except PhangUtError as error:
        return _refused(request, error)


def _refused(request: HttpRequest, error: PhangUtError) -> HttpResponse:
    if request.GET.get("f", "html") == "html" and media.prefers_html(request):
        return page_response(request, error)
    return problem_response(error)


@served
def nothing(request: HttpRequest) -> HttpResponse:
    """Any other address: told as everything here is, so that a page of another site can read it."""
    raise NotFound(_("There is nothing at this address"))


@served
def landing(request: HttpRequest) -> HttpResponse:
    """What there is."""
    _only(request)
    addresses, html = Addresses(request), media.wants_html(request)
    content = {
        "title": _("Phang-Ut: features"),
        "description": _("Layers of the Ministry of Industry's spatial service, for map programs and other systems"),
        "links": [*addresses.self_and_other(html), *_ways(addresses)],
    }
    return _answer(request, html, "landing", content)


@served
def conformance(request: HttpRequest) -> HttpResponse:
    """The conformance classes."""
    _only(request)
    html = media.wants_html(request)
    return _answer(request, html, "conformance", {"conformsTo": list(classes.CLASSES)})


@served
def api(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document, or Swagger UI showing it."""
    _only(request)
    addresses = Addresses(request)
    if media.wants_html(request):
        return render(request, "geo/apidocs.html", {"openapi_url": addresses.of("api", f="json")})
    root = addresses.of("landing")
    return media.answer(openapi.document(Viewer.of(request.user), root.rstrip("/")), media.OPENAPI)


@served
def collections(request: HttpRequest) -> HttpResponse:
    """Every layer that this viewer may know of."""
    _only(request)
    addresses, html, viewer = Addresses(request), media.wants_html(request), Viewer.of(request.user)
    content = {
        "links": addresses.self_and_other(html),
        "crs": [system.uri for system in crs.SYSTEMS],
        "collections": [_collection(layer, viewer, addresses) for layer in described.served(viewer)],
    }
    return _answer(request, html, "collections", content)


@served
def collection(request: HttpRequest, name: str) -> HttpResponse:
    """One of them."""
    _only(request)
    addresses, html, viewer = Addresses(request), media.wants_html(request), Viewer.of(request.user)
    layer, _rows = described.rows_of(viewer, name)
    content = described.described(layer, viewer, addresses)
    content["links"] = [*addresses.self_and_other(html), *content["links"]]
    return _answer(request, html, "collection", content)


@served
def queryables(request: HttpRequest, name: str) -> HttpResponse:
    """JSON Schema of what may be asked about."""
    _only(request)
    viewer = Viewer.of(request.user)
    layer, _rows = described.rows_of(viewer, name)
    address = Addresses(request).of("queryables", name)
    html = media.wants_html(request)
    return _answer(request, html, "queryables", described.queryables(layer, viewer, address), media.SCHEMA)


@served
def schema(request: HttpRequest, name: str) -> HttpResponse:
    """JSON Schema of a feature."""
    _only(request)
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
    _only(request, "crs")
    html, viewer, addresses = media.wants_html(request), Viewer.of(request.user), Addresses(request)
    system = crs.named(request.GET["crs"], "crs") if "crs" in request.GET else crs.CRS84
    layer, text = features.one(name, viewer, key, system)
    if html:
        return render(request, "geo/ogc/item.html", pages.item(layer, text, addresses, viewer))
    links = [*addresses.self_and_other(html, media.GEOJSON), _up(layer.name, addresses)]
    return _in_crs(media.answer(features.feature_json(text, links), media.GEOJSON), system)


def _only(request: HttpRequest, *names: str) -> None:
    """Raises `BadInput` for a parameter that means nothing here."""
    for name in request.GET:
        if name not in ("f", *names):
            raise BadInput(f"The parameters here are {', '.join(('f', *names))}", field=name, value=request.GET[name])


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
    ]


def _answer(
    request: HttpRequest, html: bool, page: str, content: dict[str, Any], kind: str = media.JSON
) -> HttpResponse:
    if html:
        return render(request, f"geo/ogc/{page}.html", pages.around(page, content, Addresses(request)))
    return media.answer(content, kind)
