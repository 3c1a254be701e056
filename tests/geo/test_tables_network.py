"""No file from outside makes us ask another machine: a server of our own sees no request while they are read."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from geo.errors import BadInput
from geo.tables import open_table
from geo.tables.gdal import DRIVERS, pyogrio
from tests.geo.tables import FILES

ROOT = Path(__file__).parents[2]
SRS = b'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],UNIT["degree",0.0174532925199433]]'


class Trap:
    """A web server that answers everything and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        trap = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                trap.asked.append(self.path)
                self.send_response(200)
                self.end_headers()
                self.wfile.write(SRS)

            do_HEAD = do_GET

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def trap() -> Iterator[Trap]:
    found = Trap()
    thread = threading.Thread(target=found.server.serve_forever, daemon=True)
    thread.start()
    yield found
    found.server.shutdown()
    found.server.server_close()


def read(path: Path) -> None:
    with suppress(BadInput):
        list(open_table(path).rows())


def shapefile(folder: Path, prj: str) -> Path:
    for part in (FILES / "beside").iterdir():
        shutil.copy(part, folder / part.name)
    (folder / "Factories.PRJ").write_text(prj, encoding="utf-8")
    return folder / "Factories.shp"


@pytest.mark.parametrize(
    "prj",
    [
        "{trap}/a.prj",
        "/vsicurl/{trap}/a.prj",
        "IMPORT={trap}/a.prj",
        "+init={trap}/a.prj:1",
        "+proj=utm +zone=47 +ellps=evrst30 +nadgrids={trap}/a.gsb",
        "+proj=utm +zone=47 +ellps=evrst30 +nadgrids=/vsicurl/{trap}/a.gsb",
    ],
)
def test_a_prj_file_cannot_fetch(tmp_path: Path, trap: Trap, prj: str) -> None:
    read(shapefile(tmp_path, prj.format(trap=trap.address)))
    assert trap.asked == []


@pytest.mark.parametrize("member", [{"type": "link", "properties": {"href": "{}/crs", "type": "ogcwkt"}},
                                    {"type": "URL", "properties": {"url": "{}/crs"}},
                                    {"type": "name", "properties": {"name": "{}/crs"}}])  # fmt: skip
def test_a_crs_link_in_geojson_is_refused_and_not_followed(tmp_path: Path, trap: Trap, member: object) -> None:
    crs = json.loads(json.dumps(member).replace("{}", trap.address))
    point = {"type": "Feature", "properties": {"a": 1}, "geometry": {"type": "Point", "coordinates": [100, 13]}}
    file = tmp_path / "a.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": [point]}), encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        open_table(file)
    assert (refused.value.fields["field"], trap.asked) == ("crs", [])


def test_a_vrt_is_not_read_and_its_source_not_asked(tmp_path: Path, trap: Trap) -> None:
    source = f"<SrcDataSource>/vsicurl/{trap.address}/a.geojson</SrcDataSource>"
    for before in ("", "<!-- <kml -->"):
        file = tmp_path / "a.kml"
        file.write_text(f'{before}<OGRVRTDataSource><OGRVRTLayer name="x">{source}</OGRVRTLayer></OGRVRTDataSource>')
        with pytest.raises(BadInput):
            open_table(file)
    assert trap.asked == []


def test_a_network_link_in_kml_is_said_and_not_followed(tmp_path: Path, trap: Trap) -> None:
    file = tmp_path / "a.kml"
    link = f"<NetworkLink><Link><href>{trap.address}/a.kml</href></Link></NetworkLink>"
    place = f"<Placemark><styleUrl>{trap.address}/s.kml#s</styleUrl><Point><coordinates>100,13</coordinates></Point>"
    head = '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
    file.write_text(f"{head}{link}{place}</Placemark></Document></kml>", encoding="utf-8")
    table = open_table(file)
    assert len(list(table.rows())) == 1
    assert any("not followed" in note for note in table.notes)
    assert trap.asked == []


def test_a_geopackage_cannot_fetch_by_its_spatial_reference(tmp_path: Path, trap: Trap) -> None:
    file = Path(shutil.copy(FILES / "one_layer.gpkg", tmp_path / "a.gpkg"))
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE gpkg_spatial_ref_sys SET definition = ?, organization = 'NONE'", [f"{trap.address}/a"])
    read(file)
    assert trap.asked == []


def test_a_view_in_a_geopackage_which_could_compute_is_refused(tmp_path: Path, trap: Trap) -> None:
    file = Path(shutil.copy(FILES / "one_layer.gpkg", tmp_path / "a.gpkg"))
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("DELETE FROM gpkg_contents")
        database.execute(f"CREATE VIEW v AS SELECT 1 AS fid, gdal_get_pixel_value('/vsicurl/{trap.address}', 1) AS z")
        database.execute("INSERT INTO gpkg_contents (table_name, data_type, srs_id) VALUES ('v', 'features', 4326)")
    with pytest.raises(BadInput, match="is a view"):
        open_table(file)
    assert trap.asked == []


def test_gdal_itself_is_cut_off(trap: Trap) -> None:
    for address in (f"/vsicurl/{trap.address}/a.geojson", f"{trap.address}/a.geojson"):
        with pytest.raises(pyogrio.errors.DataSourceError):
            pyogrio.read_info(address)
    assert trap.asked == []


def test_only_the_named_drivers_are_left_and_the_environment_is_as_before() -> None:
    script = (
        "import os\nfrom geo.tables import gdal\nprint('GDAL_SKIP' in os.environ, sorted(gdal.pyogrio.list_drivers()))"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, env=dict(os.environ))
    assert run.stdout.strip() == f"False {sorted(DRIVERS)}"


def test_pyogrio_is_imported_in_one_place_only() -> None:
    apps = ("geo", "facilities", "incidents", "inspections", "tiles", "fixtures")
    files = [file for app in apps for file in (ROOT / app).rglob("*.py")]
    importing = [
        str(file.relative_to(ROOT))
        for file in files
        if any(line.strip().startswith(("import pyogrio", "from pyogrio")) for line in file.read_text().splitlines())
    ]
    assert importing == ["geo/tables/gdal.py"]
