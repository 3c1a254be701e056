"""Rows of a CSV: of Traffy's three, told apart by their columns and by nothing else, or of any with a mapping."""

from collections.abc import Iterator
from pathlib import Path

from geo.errors import BadInput
from geo.tables import Table, open_table
from incidents.outside.files.rows import Parse, Row, Source
from incidents.outside.traffy import exchange, public


def traffy(path: Path) -> Source:
    """`download-issues` of the exchange, the public dump, or the flat file made of it."""
    table = open_table(path)
    return Source("traffy", _parser(set(table.columns)), lambda: rows(table), table.count, notes=table.notes)


def rows(table: Table) -> Iterator[Row]:
    """Each with its cells by column; empty cells are empty text."""
    for row in table.rows():
        raw = {name: "" if cell is None else cell for name, cell in zip(table.columns, row.cells, strict=False)}
        yield Row(row.number, raw, row.problem)


def _parser(columns: set[str]) -> Parse:
    if exchange.is_download(columns):
        return exchange.parse_issue
    if columns >= {"ticket_id", "comment", "coords", "timestamp"}:
        return public.parse_dump
    if columns >= {"ticket_id", "comment", "lon", "lat", "timestamp"}:
        return public.parse_flat
    rule = "These are the columns of none of Traffy's files: download-issues, the dump, the dump with lon and lat"
    raise BadInput(rule, field="columns", value=", ".join(sorted(columns)))
