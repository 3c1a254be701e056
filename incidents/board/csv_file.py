"""The selection of the board as CSV: UTF-8 with a byte order mark, cells that no spreadsheet acts on.

The text is masked unless the viewer may read contacts, the place is the centre of its cell unless the viewer may see
exact places: a file leaves the house.
"""

import csv
from collections.abc import Iterator
from datetime import datetime
from io import StringIO

from django.utils import timezone
from django.utils.translation import gettext as _

from facilities.exports.cells import harmless
from geo.layers import Viewer
from geo.models import Level
from incidents.board.filters import Filters
from incidents.board.ordering import after, key_of
from incidents.board.paging import selected
from incidents.models import Report
from incidents.shown_place import sees_place, shown_place
from incidents.words import state_name

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_BATCH = 500


def lines(filters: Filters, viewer: Viewer, *, now: datetime, office: str) -> Iterator[bytes]:
    """Piece by piece in the order of the board; the language is that of the caller."""
    buffer = StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(_titles())
    yield BYTE_ORDER_MARK
    for batch in _batches(filters, viewer, now, office):
        writer.writerows([harmless(cell) for cell in _cells(report, viewer)] for report in batch)
        yield buffer.getvalue().encode("utf-8", "replace")
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue().encode()


def _batches(filters: Filters, viewer: Viewer, now: datetime, office: str) -> Iterator[list[Report]]:
    """By key, so that no query lasts as long as the reader takes."""
    found = selected(filters, viewer, now=now, office=office).for_board()
    batch = list(found[:_BATCH])
    while batch:
        yield batch
        batch = list(after(found, filters.sort, key_of(batch[-1], filters.sort))[:_BATCH])


def _titles() -> list[str]:
    return [
        _("Tracking code"),
        _("Received on"),
        _("Subject"),
        _("Urgency"),
        _("State"),
        _("Body in charge"),
        _("Accept by"),
        _("Resolve by"),
        _("Channel"),
        _("Province"),
        _("District"),
        _("Longitude"),
        _("Latitude"),
        _("Exact place"),
        _("Description"),
        _("Joined to"),
        _("Episode"),
    ]


def _cells(report: Report, viewer: Viewer) -> list[str]:
    areas = {area.level: area.name_th for area in report.areas.all()}
    place = shown_place(report, viewer)
    return [
        report.tracking_code,
        _moment(report.received_at),
        report.category.name,
        report.category.get_urgency_display(),
        str(state_name(report.state)),
        report.handled_by.name,
        _moment(report.accept_by),
        _moment(report.finish_by),
        report.get_channel_display(),
        areas.get(Level.PROVINCE, ""),
        areas.get(Level.DISTRICT, ""),
        f"{place.lon:.6f}",
        f"{place.lat:.6f}",
        _("yes") if sees_place(viewer) else _("no, about 1 km"),
        report.description if viewer.may("incidents.view_reportercontact") else report.public_text,
        report.duplicate_of.tracking_code if report.duplicate_of else "",
        str(report.episode_id or ""),
    ]


def _moment(moment: datetime | None) -> str:
    """In Thailand's time, as spreadsheets read it."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""
