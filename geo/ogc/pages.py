"""The same answers as pages for people: titles instead of names, a map, links to follow."""

import json
from typing import Any

import shapely
from django.utils.translation import get_language, pgettext
from shapely.geometry import mapping

from geo.layers import Layer, Property, Viewer
from geo.ogc import media
from geo.ogc.cql2.scope import Scope
from geo.ogc.items import Found
from geo.ogc.links import Addresses, Link

Json = dict[str, Any]

COLUMNS = 8
"""Columns of the table; a feature's own page has all."""

_DRAWN_BY = ("kind", "status", "hazard", "state", "error_radius_m")


def around(page: str, content: Json, addresses: Addresses) -> Json:
    """The context of a page that shows an answer as it is."""
    context: Json = {"content": content, "json": addresses.here(f="json"), "here": page}
    context["more"] = [link for link in content.get("links", ()) if _leads_on(link)]
    if page == "queryables":
        context["properties"] = [
            (name, schema["title"], schema.get("format") or schema["type"], schema.get("description", ""))
            for name, schema in content["properties"].items()
        ]
        context["name"] = content["$id"].rstrip("/").split("/")[-2]
    return context


def items(found: Found, links: list[Link], viewer: Viewer) -> Json:
    """The context of a page of features."""
    features = [json.loads(text) for text in found.features]
    shown = found.layer.properties_for(viewer)[:COLUMNS]
    by_rel = {link["rel"]: link["href"] for link in links}
    return {
        "layer": found.layer,
        "found": found,
        "columns": [known.title for known in shown],
        "rows": [(feature["id"], [_said(known, feature) for known in shown]) for feature in features],
        "json": by_rel["alternate"],
        "next": by_rel.get("next", ""),
        "drawn": {"type": "FeatureCollection", "features": [_drawn(feature, sign="kind") for feature in features]},
        "queryable": ", ".join(Scope.of(found.layer, viewer).properties),
    }


def item(layer: Layer, text: str, addresses: Addresses, viewer: Viewer) -> Json:
    """The context of a feature's page."""
    feature = json.loads(text)
    return {
        "layer": layer,
        "title": _title(feature),
        "values": [(known.title, _said(known, feature)) for known in layer.properties_for(viewer)],
        "json": addresses.here(f="json"),
        "placed": feature["geometry"] is not None,
        "drawn": {"type": "FeatureCollection", "features": [_drawn(feature)]},
    }


def _leads_on(link: Link) -> bool:
    """To a page of what another app adds; the ways of our own are written on the pages themselves."""
    return link["type"] == media.HTML and link["rel"].startswith("http")


def _said(known: Property, feature: Json) -> Any:
    """A value in words; empty where there is none."""
    value = feature["properties"][known.name]
    if isinstance(value, bool):
        return pgettext("answer", "yes") if value else pgettext("answer", "no")
    if isinstance(value, list):
        return ", ".join(value)
    return dict(known.choices).get(value, "" if value is None else value)


def _title(feature: Json) -> str:
    properties = feature["properties"]
    names = ("name_en", "name_th") if (get_language() or "").startswith("en") else ("name_th", "name_en")
    return next((properties[name] for name in names if properties.get(name)), str(feature["id"]))


def _drawn(feature: Json, sign: str = "") -> Json:
    """With the properties that `geo/web/map/pieces.js` draws by, and no others.

    A facility is a sign in a list: its ground is a speck at the scale of the country.
    """
    look = {name: feature["properties"][name] for name in _DRAWN_BY if name in feature["properties"]}
    shape = feature["geometry"]
    if shape and sign in look and shape["type"] != "Point":
        shape = mapping(shapely.geometry.shape(shape).representative_point())
    return {**feature, "geometry": shape, "properties": {**look, "title": _title(feature), "colour": "--accent"}}
