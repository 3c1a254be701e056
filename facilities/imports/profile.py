"""A profile: how the columns of one kind of file become the fields of a facility."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from shapely.geometry.base import BaseGeometry

from facilities.imports.cells import Unreadable
from facilities.imports.problems import Problem
from facilities.new_facility import NewFacility


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row as it came: its number in the file from 1, its cells, its geometry in WGS84."""

    number: int
    cells: Mapping[str, Any]
    geometry: BaseGeometry | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file, the field it fills, and how its cell is read."""

    name: str
    field: str
    read: Callable[[object], Any]
    unreadable: str = "number_unreadable"
    """The rule that an unreadable cell breaks; the field is then None."""


@dataclass(slots=True)
class Reading:
    """A row being read: the fields so far, and what is wrong with them."""

    row: SourceRow
    fields: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    key: str = ""

    def complain(self, rule: str, column: str, value: object, detail: str = "") -> None:
        """List a matter that does not stop the row."""
        self.problems.append(Problem(self.row.number, self.key, column, str(value)[:120], rule, detail))


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of file. `build` checks the read fields against each other and makes the facility."""

    name: str
    columns: tuple[Column, ...]
    key_column: str
    build: Callable[[Reading], NewFacility]
    private: frozenset[str] = frozenset()
    """Columns never stored, not even in the raw row: personal data we have no use for."""

    def read(self, row: SourceRow) -> Reading:
        """Every column's cell by its parser."""
        reading = Reading(row)
        reading.key = str(row.cells.get(self.key_column) or "").strip()
        for column in self.columns:
            cell = row.cells.get(column.name)
            try:
                reading.fields[column.field] = column.read(cell)
            except Unreadable:
                reading.fields[column.field] = None
                reading.complain(column.unreadable, column.name, cell)
        return reading

    def raw(self, row: SourceRow) -> dict[str, Any]:
        """The cells as they came, without the private ones."""
        return {name: cell for name, cell in row.cells.items() if name not in self.private}
