"""Any table with a mapping that says which column is what; see docs/outside.md for one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from geo.errors import BadInput
from geo.tables import open_table
from geo.thai import BUDDHIST_ERA_OFFSET, arabic_digits
from incidents.outside import places
from incidents.outside.files.csv_rows import rows
from incidents.outside.files.rows import Raw, Source
from incidents.outside.following import WORD_OF
from incidents.outside.tickets import LONGEST_KEY, StatedArea, Ticket, description_of, facts, names, required, words

_NEEDED = ("key", "description", "time")
_COLUMNS = ("lon", "lat", "coords", "address", "province", "district", "subdistrict", "type", "state", "organisation")
_SETTINGS = ("time_format", "time_zone", "buddhist_era", "states", "encoding")


@dataclass(frozen=True, slots=True)
class FileMapping:
    """Columns by meaning, and how their values are to be read."""

    columns: Mapping[str, str]
    time_format: str
    zone: ZoneInfo
    buddhist_era: bool
    states: Mapping[str, str]
    encoding: str | None

    def parse(self, raw: Raw) -> Ticket:
        """One row. Raises `BadInput` naming the column of the file."""
        at, label = self._time(raw), words(self._cell(raw, "state"))[:80]
        types = names(self._cell(raw, "type"))
        return Ticket(
            key=words(required(raw, self.columns["key"]))[:LONGEST_KEY],
            description=description_of(self._cell(raw, "description"), types),
            reported_at=at,
            state_at=at,
            types=types,
            place=places.of_numbers(self._cell(raw, "lon"), self._cell(raw, "lat"))
            or places.of_text(self._cell(raw, "coords")),
            area=StatedArea(*(words(self._cell(raw, name)) for name in ("province", "district", "subdistrict"))),
            address=words(self._cell(raw, "address"))[:300],
            state_type=self.states.get(label, ""),
            state_text=label,
            organisations=names(self._cell(raw, "organisation")),
            details=facts(type=self._cell(raw, "type")),
        )

    def _cell(self, raw: Raw, meaning: str) -> Any:
        return raw.get(self.columns.get(meaning, ""), "")

    def _time(self, raw: Raw) -> datetime:
        column = self.columns["time"]
        value = required(raw, column)
        if isinstance(value, datetime):
            return value.replace(tzinfo=self.zone).astimezone(UTC)
        try:
            found = datetime.strptime(arabic_digits(str(value)).strip(), self.time_format)
            if self.buddhist_era:
                found = found.replace(year=found.year - BUDDHIST_ERA_OFFSET)
        except ValueError:
            rule = f"A time of this file is {self.time_format}"
            raise BadInput(rule, field=column, value=value) from None
        return (found if found.tzinfo else found.replace(tzinfo=self.zone)).astimezone(UTC)


def opened(path: Path, said: object) -> Source:
    """Raises `BadInput` for a mapping without key, description and time, or one that names what the file has not."""
    mapping = parse_mapping(said)
    table = open_table(path, encoding=mapping.encoding)
    for meaning, column in mapping.columns.items():
        if column not in table.columns:
            raise BadInput("The mapping names a column that the file has not", field=meaning, value=column)
    return Source("file", mapping.parse, lambda: rows(table), table.count, mapping.columns["key"], table.notes)


def parse_mapping(said: object) -> FileMapping:
    """From YAML. Raises `BadInput` naming the entry."""
    if not isinstance(said, dict):
        raise BadInput("--format generic needs --mapping FILE.yaml", field="mapping", value=type(said).__name__)
    for name in said:
        if name not in (*_NEEDED, *_COLUMNS, *_SETTINGS):
            raise BadInput("The mapping has an entry that means nothing", field="mapping", value=name)
    for name in _NEEDED:
        required(said, name)
    return FileMapping(
        columns={name: str(said[name]) for name in (*_NEEDED, *_COLUMNS) if name in said},
        time_format=str(said.get("time_format", "%Y-%m-%d %H:%M:%S")),
        zone=_zone(said.get("time_zone", "Asia/Bangkok")),
        buddhist_era=said.get("buddhist_era") is True,
        states=_states(said.get("states", {})),
        encoding=str(said["encoding"]) if "encoding" in said else None,
    )


def _states(value: object) -> dict[str, str]:
    found = {str(label): str(state) for label, state in value.items()} if isinstance(value, dict) else {}
    for state in found.values():
        if state not in WORD_OF:
            raise BadInput(f"A state is one of {', '.join(WORD_OF)}", field="states", value=state)
    return found


def _zone(value: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError):
        raise BadInput("time_zone is a name such as Asia/Bangkok", field="time_zone", value=value) from None
