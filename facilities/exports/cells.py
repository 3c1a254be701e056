"""A value as text, for formats that have nothing else. Pure."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

SEPARATOR = "; "
"""Between the items of a list in one cell."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How a cell begins that a spreadsheet would take for a formula; the last four are the full-width forms."""

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain(value: Any, yes_no: tuple[str, str]) -> str:
    """As text: lists joined, days in ISO order, numbers without a useless fraction, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return yes_no[0] if value else yes_no[1]
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    if isinstance(value, date):
        return value.isoformat()
    return joined(value) if isinstance(value, list) else str(value)


def joined(items: Sequence[Any]) -> str:
    """The items of a list in one cell."""
    return SEPARATOR.join(str(item) for item in items)


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe goes before it. Numbers stay numbers."""
    if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def printable(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _UNPRINTABLE.sub("", text)
