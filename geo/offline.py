"""Pages that open without a connection, as a stranger sees them. Apps register their own; one worker keeps them all."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kept:
    """`path` is asked for without cookies, so that nobody's own is kept; `files` are static files it needs."""

    path: str
    files: tuple[str, ...]


_kept: dict[str, Kept] = {}


def register(path: str, files: tuple[str, ...]) -> None:
    """Called in `AppConfig.ready()`. A path is kept once; the last files given to it stand."""
    _kept[path] = Kept(path, files)


def kept() -> list[Kept]:
    """In order of registration."""
    return list(_kept.values())
