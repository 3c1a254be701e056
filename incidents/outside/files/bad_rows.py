"""The rows that were refused, as a CSV to be corrected and loaded again; what is wrong stands in the last columns."""

import csv
import json
from pathlib import Path

from incidents.outside.files.rows import Problem, Raw

_SAID = ("row", "field", "rule")


def write(path: Path, bad: list[tuple[Problem, Raw]]) -> None:
    """UTF-8 with BOM, so that a spreadsheet opens it; nothing is written where no row was refused."""
    if not bad:
        return
    names = list(dict.fromkeys(name for _problem, raw in bad for name in raw))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*names, *(f"problem_{name}" for name in _SAID)])
        for problem, raw in bad:
            cells = [_cell(raw.get(name, "")) for name in names]
            writer.writerow([*cells, problem.row, problem.field, problem.rule])


def _cell(value: object) -> object:
    """Lists and objects as JSON; a text that a spreadsheet would take for a formula is quoted."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value
