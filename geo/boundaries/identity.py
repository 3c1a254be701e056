"""Which area a row is: by its DOPA code, its HASC code, or by its name within its parents."""

import csv
import re
from functools import cache
from pathlib import Path
from typing import Any

from geo import thai
from geo.boundaries import gazetteer
from geo.boundaries.columns import Columns
from geo.boundaries.gazetteer import Known
from geo.models import Level

_PROVINCES = Path(__file__).parents[1] / "data" / "provinces.csv"
_CODE = re.compile(r"^(?:TH-?)?(\d{2}|\d{4}|\d{6})(?:\.0+)?$")


class Unidentified(Exception):
    """Says why a row cannot be told to be one area."""


def identify(values: dict[str, Any], columns: Columns, level: Level) -> Known:
    """The area of a row. Raises `Unidentified`."""
    if columns.code:
        return _by_code(_text(values, columns.code), level)
    return _by_name(values, columns, level)


def _by_code(raw: str, level: Level) -> Known:
    code = dopa_code(raw)
    if len(code) != gazetteer.DIGITS[level]:
        raise Unidentified(f"unknown code {raw!r}: a {level} has {gazetteer.DIGITS[level]} digits")
    known = gazetteer.by_code(level, code)
    if known is None:
        raise Unidentified(f"unknown code {raw!r}: DOPA has no such {level}")
    return known


def dopa_code(raw: str) -> str:
    """Digits of `TH25`, `25`, `๒๕`, `25.0` or the HASC code `TH.PB`; empty for anything else."""
    text = thai.arabic_digits(raw).strip().upper()
    match = _CODE.match(text)
    return match[1] if match else _hasc().get(text, "")


def _by_name(values: dict[str, Any], columns: Columns, level: Level) -> Known:
    parent = ""
    for above, name_th, name_en in columns.above:
        if names := _names(values, name_th, name_en):
            parent = _only(gazetteer.by_name(above, names, parent), above, names).code
    names = _names(values, columns.name_th, columns.name_en)
    return _only(gazetteer.by_name(level, names, parent), level, names)


def _only(found: list[Known], level: Level, names: tuple[str, ...]) -> Known:
    said = " / ".join(names) or "(empty)"
    if not found:
        raise Unidentified(f"unknown name: no {level} is called {said}")
    if len(found) > 1:
        raise Unidentified(f"unclear name: {said} fits {', '.join(area.code for area in found)}")
    return found[0]


def _names(values: dict[str, Any], *columns: str) -> tuple[str, ...]:
    return tuple(text for text in (_text(values, column) for column in columns if column) if text)


def _text(values: dict[str, Any], column: str) -> str:
    value = values.get(column)
    return "" if value is None else thai.tidy(str(value))


@cache
def _hasc() -> dict[str, str]:
    with _PROVINCES.open(encoding="utf-8") as file:
        return {row["hasc"]: row["code"] for row in csv.DictReader(file)}
