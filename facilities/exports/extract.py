"""What is exported: a selection, in columns, as rows that are read in chunks and never all held at once."""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from typing import Any, Literal, cast

from django.db import transaction
from django.db.models.expressions import Combinable
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from facilities.exports.columns import Column, columns_for, titles
from facilities.selection import Selection
from geo.layers import Viewer

Headers = Literal["thai", "names"]

CHUNK = 2_000
"""Rows that are in memory at a time."""

Row = tuple[Any, ...]


def _unheard(done: int) -> None:
    """Nobody waits to be told."""


@dataclass(frozen=True)
class Extract:
    """One export. With Thai headers codes come as words, with field names as they are stored.

    `told` hears how many rows have been read, after every chunk; what it raises ends the export.
    """

    selection: Selection
    columns: tuple[Column, ...]
    headers: Headers
    state_of: datetime
    total: int
    told: Callable[[int], None] = _unheard

    @property
    def titles(self) -> list[str]:
        """One per column."""
        return titles(self.columns, "th") if self.headers == "thai" else [column.name for column in self.columns]

    @property
    def yes_no(self) -> tuple[str, str]:
        """How a column of yes and no is written where there is no type for it."""
        if self.headers == "names":
            return "true", "false"
        with translation.override("th"):
            return _("Yes"), _("No")

    def expressions(self) -> list[Combinable]:
        """One per column."""
        with translation.override("th"):
            return [column.expression(in_words=self.headers == "thai") for column in self.columns]

    def chunks(self, *values: Combinable) -> Iterator[tuple[Row, ...]]:
        """Rows of these values in order of id, read through a cursor of the database.

        All in one transaction: the cursor needs no copy of the answer then, and survives a pooler that hands out
        connections by transaction.
        """
        done = 0
        asked = self.selection.queryset().order_by("pk").values_list(*values)
        rows = cast(Generator[Row], asked.iterator(CHUNK))
        # The cursor is closed before the transaction that it lives in.
        with transaction.atomic(), closing(rows):
            for chunk in batched(rows, CHUNK):
                yield chunk
                done += len(chunk)
                self.told(done)

    @property
    def file_stem(self) -> str:
        """With the day: Buddhist beside Thai headers, ISO beside field names."""
        day = timezone.localtime(self.state_of)
        if self.headers == "names":
            return f"facilities-{day:%Y-%m-%d}"
        return f"สถานประกอบการ {day.year + 543}-{day:%m-%d}"


def extract(selection: Selection, headers: Headers, viewer: Viewer, now: datetime) -> Extract:
    """The selection as it stands, in the columns that this viewer may have."""
    return Extract(selection, columns_for(viewer), headers, now, selection.queryset().count())
