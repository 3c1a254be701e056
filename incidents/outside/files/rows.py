"""What every file of tickets comes to: numbered rows, each with a parser of its own door."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from geo.errors import BadInput
from incidents.outside.tickets import Ticket

Raw = Mapping[str, Any]
Parse = Callable[[Raw], Ticket]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row was not taken: `key` is the ticket's number as far as it can be told."""

    row: int
    key: str
    field: str
    value: str
    rule: str

    def __str__(self) -> str:
        return f"row {self.row}, ticket {self.key or '?'}: {self.field} {self.value!r}: {self.rule}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row, counted from 1 without the header; `raw` is kept for the file of bad rows."""

    number: int
    raw: Raw
    broken: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that can be read. `kind` names the system its tickets belong to; `count` may be unknown."""

    kind: str
    parse: Parse
    rows: Callable[[], Iterator[Row]]
    count: int | None = None
    key: str = "ticket_id"
    notes: tuple[str, ...] = ()

    def key_of(self, raw: Raw) -> str:
        """The ticket's number as it is written; empty where there is none."""
        value = raw.get(self.key) or (raw.get("properties") or {}).get(self.key, "")
        return str(value)[:80]

    def ticket(self, row: Row) -> Ticket | Problem:
        """The ticket of a row, or why it is none."""
        if row.broken:
            return Problem(row.number, self.key_of(row.raw), "row", "", row.broken)
        try:
            return self.parse(row.raw)
        except BadInput as error:
            return self.problem(row, error)

    def problem(self, row: Row, error: BadInput) -> Problem:
        """An error of the tree, named with the row."""
        said = error.fields
        return Problem(
            row.number,
            self.key_of(row.raw),
            said["field"],
            "" if said["value"] is None else str(said["value"]),
            error.detail,
        )
