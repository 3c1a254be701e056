"""XLSX: typed cells under a frozen header, and a second sheet that says what the file is."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext as _

from facilities.exports.about import about
from facilities.exports.cells import joined
from facilities.exports.columns import Column
from facilities.exports.extract import Extract, Row
from facilities.exports.files import sent, workplace

MOST_ROWS = 1_048_575
"""What a sheet holds below its header."""

_MOST_CHARACTERS = 32_767
_WIDTHS = {"text": 24, "list": 24, "integer": 12, "number": 14, "boolean": 10, "date": 12}


def write(extract: Extract) -> Iterator[bytes]:
    """Nothing until the file is complete; empty pieces in between let a reader who leaves stop the work."""
    with workplace() as folder:
        path = folder / "facilities.xlsx"
        # Rows go to disk as they come; what looks like a formula, a number or an address stays text.
        options = {"constant_memory": True, "tmpdir": str(folder), "strings_to_formulas": False,
                   "strings_to_urls": False, "strings_to_numbers": False, "nan_inf_to_errors": True}  # fmt: skip
        with xlsxwriter.Workbook(str(path), options) as book:
            yield from _register(book, extract)
            _about(book, extract)
        yield from sent(path)


def _register(book: Any, extract: Extract) -> Iterator[bytes]:
    sheet = book.add_worksheet(_sheet_name(extract))
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.freeze_panes(1, 0)
    for index, (column, title) in enumerate(zip(extract.columns, extract.titles, strict=True)):
        sheet.set_column(index, index, _WIDTHS[column.kind])
        sheet.write_string(0, index, title, bold)
    sheet.autofilter(0, 0, max(extract.total, 1), len(extract.columns) - 1)
    lines = count(1)
    for chunk in extract.chunks(*extract.expressions()):
        for row, line in zip(chunk, lines, strict=False):
            _row(sheet, line, row, extract.columns, day)
        yield b""


def _row(sheet: Any, line: int, row: Row, columns: tuple[Column, ...], day: Any) -> None:
    for index, (column, value) in enumerate(zip(columns, row, strict=True)):
        if value is None or value == "" or value == []:
            continue
        if column.kind in ("integer", "number"):
            sheet.write_number(line, index, value)
        elif column.kind == "boolean":
            sheet.write_boolean(line, index, value)
        elif column.kind == "date":
            sheet.write_datetime(line, index, value, day)
        else:
            text = joined(value) if column.kind == "list" else value
            sheet.write_string(line, index, text[:_MOST_CHARACTERS])


def _about(book: Any, extract: Extract) -> None:
    with translation.override("th"):
        sheet = book.add_worksheet(_("About this file") if extract.headers == "thai" else "about")
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    for line, (name, value) in enumerate(about(extract)):
        sheet.write_string(line, 0, name)
        sheet.write_string(line, 1, value)


def _sheet_name(extract: Extract) -> str:
    with translation.override("th"):
        return _("Facilities") if extract.headers == "thai" else "facilities"
