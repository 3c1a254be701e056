"""What GDAL's driver reads, said in JSON; see `tests.ogc.test_clients`."""

import json
from typing import Any

import pyogrio


def read(source: str, layer: str, options: str) -> dict[str, Any]:
    """The names of the layers; with a layer named, its features."""
    if not layer:
        return {"layers": [str(name) for name, _type in pyogrio.list_layers(source)]}
    asked = {name: tuple(value) if name == "bbox" else value for name, value in json.loads(options).items()}
    meta, keys, shapes, _fields = pyogrio.raw.read(source, layer=layer, return_fids=True, **asked)
    return {
        "ids": [int(key) for key in keys],
        "no_place": sum(shape is None for shape in shapes),
        "types": dict(zip(meta["fields"], meta["dtypes"], strict=True)),
    }
