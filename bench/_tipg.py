"""tipg, another server of tiles from PostGIS, over the same table: in its own environment, under the same granian."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from _granian import served

VERSION = "tipg 1.6.1"
_EVERYTHING = 1_000_000
_LOCK = Path(__file__).with_name("requirements.lock")


def python() -> Path:
    """Of the environment PHANGUT_BENCH_VENV, else of one made from bench/requirements.lock in the state directory."""
    state = Path(os.environ.get("PHANGUT_STATE") or Path(__file__).parent.parent / ".state")
    folder = Path(os.environ.get("PHANGUT_BENCH_VENV") or state / "bench-venv")
    found = folder / "bin" / "python"
    if not found.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        command = [str(found), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(_LOCK)]
        subprocess.run(command, check=True)
    return found


@contextmanager
def serving(database_url: str, tables: Sequence[str], workers: int) -> Iterator[str]:
    """Yields its base URL. The limit on features in a tile is raised, so that it draws all that ours does."""
    env = {
        "DATABASE_URL": database_url.replace("postgres://", "postgresql://", 1),
        "TIPG_DB_TABLES": json.dumps([f"public.{table}" for table in tables]),
        "TIPG_MAX_FEATURES_PER_TILE": str(_EVERYTHING),
        "TIPG_CATALOG_TTL": "0",
        "PYTHONPATH": "",
    }
    with served(python(), "tipg.main:app", "/healthz", env, workers) as base:
        yield base


def tile_path(table: str, geometry: str, columns: tuple[str, ...], z: int, x: int, y: int) -> str:
    """The tile with these columns and no others."""
    query = {"geom-column": geometry, "properties": ",".join(columns), "limit": str(_EVERYTHING)}
    return f"/collections/public.{table}/tiles/WebMercatorQuad/{z}/{x}/{y}?{urlencode(query, safe=',')}"
