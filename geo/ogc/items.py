"""Features of a collection: a page of them, or one, with the links that lead on."""

import json
import re
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from geo.errors import NotFound
from geo.layers import Layer, Viewer
from geo.ogc import media, rows
from geo.ogc.collections import rows_of
from geo.ogc.crs import Crs
from geo.ogc.links import Addresses, Link, link
from geo.ogc.query import Query

_KEY = re.compile(r"\d{1,18}", re.ASCII)


@dataclass(frozen=True)
class Found:
    """`features` are JSON texts. `matched` is how many fit in all, None where it was not counted."""

    layer: Layer
    query: Query
    features: list[str]
    last: int | None
    matched: int | None


def page(name: str, viewer: Viewer, asked: QueryDict, *, drawn: bool = False) -> Found:
    """One page. Raises `BadInput` and `NotFound`; `DataError` for what the database cannot compute.

    All features that fit are counted with the first page only: whoever reads on has the number.
    """
    layer, everything = rows_of(viewer, name)
    query = Query.parse(asked, layer, viewer)
    fitting = everything.filter(query.where)
    here = fitting if query.after is None else fitting.filter(id__gt=query.after)
    told = layer.properties_for(viewer)
    read = rows.read(everything, here, told, query.crs, query.limit, drawn=drawn)
    return Found(layer, query, read.features, read.last, _matched(fitting, query, read))


def one(name: str, viewer: Viewer, key: str, crs: Crs) -> tuple[Layer, str]:
    """One feature as JSON text. Raises `NotFound`."""
    layer, everything = rows_of(viewer, name)
    wanted = everything.filter(id=int(key)) if _KEY.fullmatch(key) else everything.none()
    found = rows.read(everything, wanted, layer.properties_for(viewer), crs, 1)
    if not found.features:
        raise NotFound("There is no such feature in the collection", field="featureId", value=key[:40])
    return layer, found.features[0]


def page_links(found: Found, addresses: Addresses, html: bool) -> list[Link]:
    """Self, the other form, the next page, the collection."""
    kind = media.HTML if html else media.GEOJSON
    links = addresses.self_and_other(html, media.GEOJSON)
    if found.last is not None:
        links.append(link(addresses.here(after=str(found.last), count=None), "next", kind, _("Next page")))
    links.append(link(addresses.of("collection", found.layer.name), "collection", media.JSON, str(found.layer.title)))
    return links


def collection_json(found: Found, links: list[Link]) -> str:
    """A FeatureCollection."""
    counts = {} if found.matched is None else {"numberMatched": found.matched}
    rest = json.dumps({**counts, "numberReturned": len(found.features), "links": links}, ensure_ascii=False)
    return f'{{"type":"FeatureCollection","features":[{",\n".join(found.features)}],{rest[1:]}'


def feature_json(text: str, links: list[Link]) -> str:
    """A feature with its links."""
    return f'{text[:-1]},"links":{json.dumps(links, ensure_ascii=False)}}}'


def _matched(fitting: rows.Rows, query: Query, read: rows.Page) -> int | None:
    if query.after is None and read.last is None:
        return len(read.features)
    if query.after is not None and not query.count:
        return None
    return rows.count(fitting, whatever_it_costs=query.count)
