"""A profile: how the columns of one kind of file become the fields of a facility, declared as data.

`profile.bind(columns)` fits it to one file's header; the reader it returns reads row by row.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal, Protocol

from shapely.geometry.base import BaseGeometry

from facilities.imports.cells import Unreadable, text
from facilities.imports.claims import Areas, Claim, Placed
from facilities.imports.placing import place_all
from facilities.imports.problems import Problem
from facilities.imports.written import written
from facilities.new_estate import NewEstate
from facilities.new_facility import NewFacility
from geo.errors import BadInput
from geo.quick_frozen import quickly

__all__ = ["Column", "NewEstate", "Profile", "Reading", "Row", "RowReader"]

New = NewFacility | NewEstate
_problem = quickly(Problem)


class Row(Protocol):
    """What `geo.tables` yields: cells in the order of the header, the shape in WGS84."""

    number: int
    cells: list[Any]
    shape: BaseGeometry | None
    problem: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file, the field it fills, and how its cell is read.

    `rule` is what an unreadable cell breaks; the field is then None. A day more than `years_ahead` of today's year is a
    slip of the pen; None leaves that to the profile. `keep` tells whether a cell may be stored in the raw row, where
    that hangs on the cell. A field with a `constant` has no column: every row has that value.
    """

    name: str
    field: str
    read: Callable[[Any], Any] = text
    aliases: tuple[str, ...] = ()
    required: bool = False
    rule: str = "number_unreadable"
    years_ahead: int | None = 1
    keep: Callable[[Any], bool] | None = None
    constant: Any = None


@dataclass(slots=True)
class Reading:
    """A row being read: its fields so far, what is wrong with them, and the day it speaks of."""

    row: Row
    reader: "RowReader"
    key: str
    fields: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    said_on: date | None = None
    place: Placed | None = None

    def complain(self, rule: str, column: str, value: object, detail: str = "") -> None:
        """List a matter that does not stop the row. `column` is a column, or a field that stands for its column.

        It is listed under the file's own header with the cell as it came; `value` stands where there is no such cell.
        """
        header, cell = written(self.reader, self.row, column)
        said = (cell or str(value))[:120]
        self.problems.append(_problem(self.row.number, self.key[:80], header, said, rule, detail[:300]))

    def refusal(self, error: BadInput) -> Problem:
        """The problem of a row that `build` refused."""
        named, rule = str(error.fields["field"]), str(error.fields.get("rule", "value_refused"))
        column = named if named in self.reader.header else named.removesuffix("_th")
        header, cell = written(self.reader, self.row, column) if column in self.reader.header else (named, "")
        said = (cell or str(error.fields["value"]))[:120]
        return Problem(self.row.number, self.key[:80], header, said, rule, error.detail[:300])

    def cell(self, name: str) -> Any:
        """The cell behind a field, as it came; None where the file lacks the column."""
        return self.reader.cell(self.row, name)


@dataclass(frozen=True)
class Profile:
    """One kind of file, as data.

    `key` names a row by its read fields; it is empty for a row that nothing names. `build` checks the fields against
    each other and makes the facility, `claim` says where the row puts it. `version` rises with every change of what
    rows are read as, so that stored records are read anew. `across` looks over all rows of a small file at once.
    `precedence` weighs sources against each other, the higher first; `generic` needs a mapping before it is bound.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    key: Callable[["RowReader", Row], str]
    build: Callable[[Reading], New]
    claim: Callable[[Reading], Claim | None]
    target: Literal["facility", "estate"] = "facility"
    version: int = 1
    volatile: frozenset[str] = frozenset()
    private: frozenset[str] = frozenset()
    precedence: int = 0
    groups_sites: bool = False
    across: Callable[[Sequence[tuple[Reading, New]]], Sequence[tuple[Reading, New]]] | None = None
    needs_mapping: bool = False

    def bind(self, columns: Sequence[str], *, today: date | None = None) -> "RowReader":
        """A reader for a file with these columns. Raises `BadInput` naming the required columns that lack.

        `today` is the day against which days and years in the far future are told; without it they pass.
        """
        if self.needs_mapping:
            raise BadInput("This profile needs a mapping of columns to fields", field="mapping", value="")
        return RowReader(self, tuple(columns), today)

    def is_private(self, column: str) -> bool:
        """Whether a column is never stored, not even raw: telephones, identity cards, persons to speak to."""
        lowered = column.strip().lower()
        return column.strip() in self.private or any(word in lowered for word in PRIVATE_WORDS)


PRIVATE_WORDS = (
    "โทรศัพท์", "โทรสาร", "มือถือ", "เบอร์โทร", "phone", "mobile", "fax", "อีเมล", "email", "e-mail",
    "บัตรประชาชน", "เลขประจำตัวประชาชน", "citizen", "id_card", "idcard", "passport", "ผู้ติดต่อ", "contact",
    "ผู้มีอำนาจ", "authorized_person", "authorised_person", "line_id", "วันเกิด", "birth",
)  # fmt: skip
"""Columns that hold any of these words are personal data we have no use for, whatever the profile."""


_NESTED = frozenset({list, dict})


class RowReader:
    """A profile fitted to one file's header. `header` gives the file's own name of each field's column."""

    def __init__(self, profile: Profile, columns: tuple[str, ...], today: date | None) -> None:
        self.profile = profile
        self.today = today
        self.columns = columns
        self.index = _indexes(profile, columns)
        self.header = {name: columns[at] for name, at in self.index.items()}
        self._codes: dict[tuple[str, ...], str] = {}
        self._areas: Areas | None = None
        self._plan = [(column.field, self.index.get(column.field), column.read, column) for column in profile.columns]
        self._days = _days(profile, self.index, today)
        self._kept = _kept(profile, columns, self.index)
        self._present = [(name, at, read, column) for name, at, read, column in self._plan if at is not None]
        self._absent = {
            name: read("") if column.constant is None else column.constant
            for name, at, read, column in self._plan
            if at is None
        }

    @cached_property
    def volatile(self) -> frozenset[str]:
        """The file's columns that are left out of a row's digest, by the file's own names."""
        wanted = self.profile.volatile
        named = {
            column.name: self.header[column.field] for column in self.profile.columns if column.field in self.index
        }
        return frozenset(named.get(name, name) for name in wanted)

    def cell(self, row: Row, name: str) -> Any:
        """The cell behind a field, as it came; None where the file lacks the column."""
        at = self.index.get(name)
        cell = None if at is None else row.cells[at]
        return str(cell) if type(cell) in _NESTED else cell

    def stated_code(self, areas: Areas, *names: str) -> str:
        """Code of the finest stated area that is known. Remembered, for a register names the same areas all along."""
        if self._areas is not areas:
            self._areas, self._codes = areas, {}
        code = self._codes.get(names)
        if code is None:
            code = self._codes[names] = areas.code_of(*names)
        return code

    def key(self, row: Row) -> str:
        """The row's stable name in this source; empty where nothing names it."""
        return self.profile.key(self, row)[:80]

    def raw(self, row: Row) -> dict[str, Any]:
        """The non-empty cells as they came, without private ones."""
        cells = row.cells
        return {
            name: cell
            for name, at, keep in self._kept
            if (cell := cells[at]) is not None and cell != "" and (keep is None or keep(cell))
        }

    def read(self, row: Row) -> Reading:
        """Every column's cell by its parser; what cannot be read is None, and a problem."""
        cells = row.cells
        try:
            fields = {name: read(cells[at]) for name, at, read, _column in self._present}
        except (Unreadable, TypeError):
            reading = self._read_carefully(row)
        else:
            reading = Reading(row, self, self.key(row), self._absent | fields if self._absent else fields)
        fields = reading.fields
        if self._days:
            self._drop_days_to_come(reading)
        reading.said_on = fields.get("said_on")
        return reading

    def _drop_days_to_come(self, reading: Reading) -> None:
        """A day after next year is a slip of the pen, such as a two-digit 99; an expiry may lie a century ahead."""
        for name, last_year in self._days:
            day = reading.fields[name]
            if day is not None and day.year > last_year:
                reading.complain("year_in_future", name, reading.cell(name), day.isoformat())
                reading.fields[name] = None

    def _read_carefully(self, row: Row) -> Reading:
        """Cell by cell. A list or an object, as GeoJSON may hold, is read as its text."""
        reading = Reading(row, self, self.key(row), self._absent.copy())
        for name, at, read, column in self._present:
            cell = self.cell(row, name)
            try:
                reading.fields[name] = read(cell)
            except Unreadable:
                reading.fields[name] = None
                reading.complain(column.rule, name, row.cells[at])
        return reading

    def build(self, reading: Reading, areas: Areas) -> New:
        """The facility or estate of one row. Raises `BadInput` for a row that cannot be stored."""
        place_all([reading], areas, self.profile.claim)
        return self._build(reading)

    def build_all(self, readings: Sequence[Reading], areas: Areas) -> Iterator[tuple[Reading, New | BadInput]]:
        """The same for a chunk of rows, their positions looked up together; a refused row comes as its error."""
        place_all(readings, areas, self.profile.claim)
        for reading in readings:
            try:
                yield reading, self._build(reading)
            except BadInput as error:
                yield reading, error

    def _build(self, reading: Reading) -> New:
        if not reading.key:
            raise BadInput("A row needs a key: nothing else names it", field="key", value="", rule="key_missing")
        return self.profile.build(reading)


def _indexes(profile: Profile, columns: tuple[str, ...]) -> dict[str, int]:
    places: dict[str, int] = {}
    for at, name in enumerate(columns):
        places.setdefault(_bare(name), at)
    found: dict[str, int] = {}
    for column in profile.columns:
        if column.constant is not None:
            continue
        names = (column.name, *column.aliases)
        held = next((places[_bare(name)] for name in names if _bare(name) in places), None)
        if held is not None:
            found[column.field] = held
    if missing := [column.name for column in profile.columns if column.required and column.field not in found]:
        raise BadInput(
            f"The file lacks columns of the profile {profile.name}", field="columns", value=", ".join(missing)
        )
    return found


def _days(profile: Profile, index: Mapping[str, int], today: date | None) -> list[tuple[str, int]]:
    """The fields that hold days, each with the last year that can be meant."""
    held = [column for column in profile.columns if column.rule == "date_unreadable" and column.field in index]
    return [(column.field, today.year + column.years_ahead) for column in held if column.years_ahead] if today else []


def _bare(name: str) -> str:
    return name.replace("\ufeff", "").strip().lower()


def _kept(
    profile: Profile, columns: tuple[str, ...], index: Mapping[str, int]
) -> list[tuple[str, int, Callable[[Any], bool] | None]]:
    guards = {index[column.field]: column.keep for column in profile.columns if column.field in index and column.keep}
    return [(name, at, guards.get(at)) for at, name in enumerate(columns) if not profile.is_private(name)]
