"""The pages in the user's menu. Each app registers its own, so that the frame knows none of them."""

from dataclasses import dataclass

from geo.layers import Text, Viewer


@dataclass(frozen=True)
class Entry:
    """One page. `permission` is what a viewer must hold to be shown it; empty is everybody."""

    title: Text
    path: str
    icon: str = "chevron"
    permission: str = ""


_entries: dict[str, Entry] = {}


def register(title: Text, path: str, *, icon: str = "chevron", permission: str = "") -> None:
    """Called in `AppConfig.ready()`. A path is listed once; the last title given to it stands."""
    _entries[path] = Entry(title, path, icon, permission)


def entries_for(viewer: Viewer) -> list[Entry]:
    """What this viewer may open, in order of registration."""
    return [entry for entry in _entries.values() if not entry.permission or viewer.may(entry.permission)]
