"""Running a program and measuring it: time, and the most memory that it and its children held at once."""

import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import psutil

_EVERY_S = 0.1


@dataclass
class Measured:
    """`peak_mb` counts what several processes share once, in parts (PSS); where that is not told, once for each."""

    seconds: float = 0.0
    peak_mb: float = 0.0
    output: str = ""
    steps: dict[str, float] = field(default_factory=dict)


def measured(command: Sequence[str], env: Mapping[str, str] | None = None) -> Measured:
    """The whole program, from its start to its end. Raises `SystemExit` with its messages when it fails."""
    found = Measured()
    started = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    watcher = threading.Thread(target=_watch, args=(process.pid, found), daemon=True)
    watcher.start()
    found.output, errors = process.communicate()
    found.seconds = time.perf_counter() - started
    watcher.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(command[:4])} failed:\n{errors}")
    return found


def _watch(pid: int, found: Measured) -> None:
    while psutil.pid_exists(pid):
        found.peak_mb = max(found.peak_mb, _memory_mb(pid))
        time.sleep(_EVERY_S)


def _memory_mb(pid: int) -> float:
    try:
        root = psutil.Process(pid)
        family = [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0.0
    return sum(map(_own, family)) / 1e6


def _own(process: psutil.Process) -> int:
    try:
        return int(getattr(process.memory_full_info(), "pss", 0) or process.memory_info().rss)
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0
