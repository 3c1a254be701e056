"""The page that others would make: all facilities in one GeoJSON file, a Leaflet marker on a canvas for each."""

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from django.contrib.staticfiles import finders
from django.db import connection

_PAGE = """<!doctype html><meta charset="utf-8"><title>GeoJSON</title>
<link rel="stylesheet" href="leaflet.css"><style>html, body, #map { height: 100%; margin: 0 }</style>
<div id="map"></div>
<script src="leaflet.js"></script><script type="module">
const map = L.map("map", { preferCanvas: true }).fitBounds([[5.6, 97.3], [20.5, 105.7]]);
const found = await (await fetch("facilities.geojson")).json();
const marker = (feature, place) => L.circleMarker(place, { radius: 4, weight: 1 }).bindPopup(feature.properties.name);
L.geoJSON(found, { pointToLayer: marker }).addTo(map);
requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("first facility")));
</script>"""

_ROWS = """
    SELECT id, ST_X(position), ST_Y(position), kind, status, name_th FROM facilities_facility
    WHERE position IS NOT NULL AND merged_into_id IS NULL AND kind <> 'suspected' ORDER BY id
"""


def write(folder: Path) -> None:
    """The page with all it loads, text gzipped as a good server would."""
    (folder / "index.html").write_bytes(gzip.compress(_PAGE.encode()))
    for name in ("leaflet.js", "leaflet.css"):
        (folder / name).write_bytes(gzip.compress(Path(str(finders.find(f"leaflet/{name}"))).read_bytes()))
    with gzip.open(folder / "facilities.geojson", "wt", encoding="utf-8") as file:
        file.write('{"type":"FeatureCollection","features":[')
        file.write(",".join(_features()))
        file.write("]}")


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Its address on a free port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Packed, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


class _Packed(SimpleHTTPRequestHandler):
    """Every file here is gzipped."""

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        """Says so."""
        self.send_header("Content-Encoding", "gzip")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def _features() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(_ROWS)
        for key, lon, lat, kind, status, name in cursor.fetchall():
            geometry = {"type": "Point", "coordinates": [round(lon, 6), round(lat, 6)]}
            properties = {"id": key, "kind": kind, "status": status, "name": name}
            feature = {"type": "Feature", "geometry": geometry, "properties": properties}
            yield json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
