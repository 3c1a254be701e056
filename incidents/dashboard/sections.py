"""The tables of the dashboard, in their order. Apps above add their own, such as the inspections of a month."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from incidents.dashboard.asked import Asked
from incidents.dashboard.tables import Table

Build = Callable[[Asked], Table | None]


@dataclass(frozen=True, slots=True)
class Section:
    """`build` gives None where there is nothing that this viewer may see, or that was not asked for."""

    name: str
    build: Build


_sections: dict[str, Section] = {}


def register(name: str, build: Build) -> None:
    """Called in `AppConfig.ready()`. The last one of a name stands. Names are lower-case letters and hyphens."""
    _sections[name] = Section(name, build)


def tables(asked: Asked) -> list[Table]:
    """Those with something to say, in order of registration."""
    return [table for section in _sections.values() if (table := section.build(asked)) is not None]


def table(asked: Asked, name: str) -> Table | None:
    """One of them, as if it were asked for alone; None where it is not there for this viewer."""
    section = _sections.get(name)
    return section.build(asked) if section else None


def names() -> Iterable[str]:
    """Of all that are registered."""
    return list(_sections)
