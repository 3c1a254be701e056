"""Where a matter stands in the file: the header as the file has it, and the cell as it came."""

from typing import TYPE_CHECKING

from facilities.imports.cells import text

if TYPE_CHECKING:
    from facilities.imports.profile import Row, RowReader

_PLACE = ("lat", "lon", "position")
"""The fields whose columns say together where a row is; `position` is both coordinates in one cell."""


def written(reader: "RowReader", row: "Row", field: str) -> tuple[str, str]:
    """Header and text of a field's column; of `lat`, of all columns that say the place.

    A field that has no column in the file comes back by its own name, with no text: the caller knows what it read.
    """
    if field == "lat":
        return _place(reader, row)
    if field not in reader.header:
        return field, ""
    cell = reader.cell(row, field)
    return reader.header[field], "" if cell is None else str(cell)


def _place(reader: "RowReader", row: "Row") -> tuple[str, str]:
    held = [part for part in _PLACE if part in reader.header]
    if not held:
        return "position" if row.shape is None else "geometry", ""
    cells = [text(reader.cell(row, part)) for part in held]
    return ", ".join(reader.header[part] for part in held), ", ".join(cells) if any(cells) else ""
