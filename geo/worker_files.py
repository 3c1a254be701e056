"""A small file per worker process, so that any worker can tell what all of them counted.

Workers of one service share a parent process; its id names the folder, so that an earlier run is not counted in.
"""

import json
import os
import shutil
from pathlib import Path

from django.conf import settings

Counts = dict[str, float]


def write(counts: Counts) -> None:
    """Replace this worker's file. Where the state directory cannot be written, the counts stay with the worker."""
    folder = _folder()
    try:
        if not folder.is_dir():
            _forget_ended_services()
            folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f"{os.getpid()}.new"
        fresh.write_text(json.dumps(counts), encoding="utf-8")
        fresh.replace(folder / f"{os.getpid()}.json")
    except OSError:
        return


def read_all() -> list[Counts]:
    """The counts of every worker of this service, ended ones included."""
    return [json.loads(file.read_text(encoding="utf-8")) for file in _folder().glob("*.json")]


def _folder() -> Path:
    return Path(settings.STATE_DIR) / "metrics" / str(os.getppid())


def _forget_ended_services() -> None:
    for folder in _folder().parent.glob("*"):
        if not Path("/proc", folder.name).exists():
            shutil.rmtree(folder, ignore_errors=True)
