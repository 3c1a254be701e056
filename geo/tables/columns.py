"""Names of columns as a file's header gives them, made usable: trimmed, never empty, each once."""

from collections.abc import Sequence

from geo import thai


def usable(header: Sequence[object]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names, and a note for each that had to be changed. A second `A` becomes `A_2`, an empty one `column_3`."""
    taken: set[str] = set()
    names: list[str] = []
    notes: list[str] = []
    for place, cell in enumerate(header, start=1):
        written = thai.tidy("" if cell is None else str(cell))
        name = _free(written or f"column_{place}", taken)
        if name != written:
            notes.append(f"Column {place} is called {written!r} in the file; it is read as {name!r}")
        taken.add(name)
        names.append(name)
    return tuple(names), tuple(notes)


def _free(wanted: str, taken: set[str]) -> str:
    name, count = wanted, 1
    while name in taken:
        count += 1
        name = f"{wanted}_{count}"
    return name
