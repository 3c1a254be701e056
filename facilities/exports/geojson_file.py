"""GeoJSON (RFC 7946): PostgreSQL builds each feature, we only pass the text on."""

import json
from collections.abc import Iterator

from django.contrib.gis.db.models.functions import AsGeoJSON
from django.db.models import F, Func, JSONField, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from facilities.exports.about import about
from facilities.exports.extract import Extract

DECIMALS = 7
"""About a centimetre."""


class _Object(Func):
    """`json` rather than `jsonb`: keys keep their order, and nothing is parsed twice."""

    function, output_field = "json_build_object", JSONField()


class _AsJson(Func):
    template, output_field = "(%(expressions)s)::json", JSONField()


def write(extract: Extract) -> Iterator[bytes]:
    """A feature a line."""
    head = {"type": "FeatureCollection", "name": "facilities", "metadata": dict(about(extract))}
    yield (json.dumps(head, ensure_ascii=False)[:-1] + ', "features": [').encode()
    before = "\n"
    for chunk in extract.chunks(feature(extract)):
        yield (before + ",\n".join(text for (text,) in chunk)).encode()
        before = ",\n"
    yield b"\n]}\n"


def feature(extract: Extract) -> Combinable:
    """One feature as text: the footprint, else the position; `geometry` is null only when nothing is known."""
    members = zip(extract.titles, extract.expressions(), strict=True)
    properties = _Object(*(part for name, value in members for part in (Value(name), value)))
    whole = _Object(
        Value("type"),
        Value("Feature"),
        Value("id"),
        F("pk"),
        Value("geometry"),
        _AsJson(AsGeoJSON("shape", precision=DECIMALS)),
        Value("properties"),
        properties,
    )
    return Cast(whole, TextField())
