"""What GDAL's drivers read, said in JSON."""

import json
import subprocess
import sys
from typing import Any

import pyogrio


def gdal(source: str, layer: str = "", **options: Any) -> dict[str, Any]:
    """The names of the layers; with a layer named, its features: `read` in a process of its own.

    pyogrio holds the interpreter while it waits for the server, which is a thread of ours.
    """
    program = (
        "import json, sys; from tests.ogc.gdal_reader import read; "
        "json.dump(read(*sys.argv[1:]), sys.stdout, default=str)"
    )
    command = [sys.executable, "-c", program, source, layer, json.dumps(options)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def read(source: str, layer: str, options: str) -> dict[str, Any]:
    """`ids` as the driver has them, how many have `no_place`, `types` by property, `values` by property."""
    if not layer:
        return {"layers": [str(name) for name, _type in pyogrio.list_layers(source)]}
    asked = {name: tuple(value) if name == "bbox" else value for name, value in json.loads(options).items()}
    meta, keys, shapes, fields = pyogrio.raw.read(source, layer=layer, return_fids=True, **asked)
    return {
        "ids": [int(key) for key in keys],
        "no_place": sum(shape is None for shape in shapes),
        "types": dict(zip(meta["fields"], meta["dtypes"], strict=True)),
        "values": {
            name: [None if value != value else value for value in values.tolist()]
            for name, values in zip(meta["fields"], fields, strict=True)
            if values.dtype.kind != "M"
        },
        "crs": meta["crs"],
    }
