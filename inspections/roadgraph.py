"""Road graphs on disk: built from OpenStreetMap by OSRM's own tools, one folder each, one of them current.

GRAPH_DIR/<name>-<hash>/roads.osrm.*   the graph (multi-level Dijkstra)
GRAPH_DIR/<name>-<hash>/about.json     where it came from
GRAPH_DIR/current                      a link to the folder in use
"""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import osrm

from geo.errors import BadInput, PhangUtError

_OSRM = Path(osrm.__file__).parent
PROFILES = _OSRM / "share" / "profiles"
PROFILE = "car.lua"
STEPS = (
    # The car profile leaves the driving side open; the index answers per way from its coordinates,
    # so Thailand drives on the left without a changed profile, and neighbours across the border on their side.
    ("osrm-extract", "--profile", f"profiles/{PROFILE}", "--driving-side-index", "on"),
    ("osrm-partition",),
    ("osrm-customize",),
)


class BuildFailed(PhangUtError):
    """One of OSRM's tools stopped; nothing was put in place."""

    code = "road_build_failed"
    title = "The road graph was not built"


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that a graph is, or would be, built from."""

    path: Path
    size: int
    date: str
    sha256: str

    def folder(self, name: str) -> str:
        """Name of the graph's folder: the same file under the same name is the same graph."""
        return f"{name}-{self.sha256[:12]}"


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph ready for use. `base` is the path OSRM wants; `date` the day of the source file, ISO."""

    base: Path
    name: str
    date: str
    source: str


def inspect(path: Path) -> Origin:
    """What the file is. Raises `BadInput` if it is missing or no OpenStreetMap extract by its name."""
    if not path.is_file() or not path.name.endswith((".osm.pbf", ".osm", ".osm.bz2")):
        raise BadInput("roads are built from an .osm.pbf, .osm or .osm.bz2 file", field="file", value=path)
    stat = path.stat()
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Origin(path, stat.st_size, datetime.fromtimestamp(stat.st_mtime, UTC).date().isoformat(), digest)


def build(origin: Origin, name: str, graphs: Path) -> Graph:
    """Build beside, then rename into place and make it current. Raises `BuildFailed` with the tool's last words."""
    target = graphs / origin.folder(name)
    if not (target / "about.json").is_file():
        with _workshop(graphs) as folder:
            with _within_reach(folder, origin.path) as source:
                for step in STEPS:
                    _run(step, source, folder)
            about = {**asdict(origin), "path": origin.path.name, "name": name, "built": datetime.now(UTC).isoformat()}
            (folder / "about.json").write_text(json.dumps(about, ensure_ascii=False, indent=1))
            folder.rename(target)
    _point(graphs / "current", target.name)
    return _read(target)


def current_graph(graphs: Path) -> Graph | None:
    """The graph in use; None when none was built."""
    link = graphs / "current"
    return _read(link.resolve()) if (link / "about.json").is_file() else None


def _read(folder: Path) -> Graph:
    about = json.loads((folder / "about.json").read_text())
    return Graph(folder / "roads.osrm", about["name"], about["date"], about["path"])


@contextmanager
def _workshop(graphs: Path) -> Iterator[Path]:
    """A folder on the same disk, gone afterwards unless it was renamed."""
    graphs.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".building-", dir=graphs))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _within_reach(folder: Path, source: Path) -> Iterator[str]:
    """Links in the folder to profiles and source, by relative names: OSRM's tools refuse a path with a blank in it."""
    links = {"profiles": PROFILES, "source" + source.name[source.name.rindex(".osm") :]: source.resolve()}
    for name, target in links.items():
        (folder / name).symlink_to(target)
    *_, linked = links
    yield linked
    for name in links:
        (folder / name).unlink()


def _run(step: tuple[str, ...], source: str, folder: Path) -> None:
    tool, *options = step
    files = [source, "--output", "roads.osrm"] if tool == "osrm-extract" else ["roads.osrm"]
    command = [str(_OSRM / "bin" / tool), "--verbosity", "WARNING", *options, *files]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        words = (done.stderr or done.stdout).strip().splitlines()[-3:]
        raise BuildFailed(f"{tool} stopped with {done.returncode}: {' / '.join(words)}", tool=tool)


def _point(link: Path, target: str) -> None:
    """Switch the link in one step: readers see the old graph or the new one."""
    fresh = link.with_name(f".current-{os.getpid()}")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    fresh.replace(link)
