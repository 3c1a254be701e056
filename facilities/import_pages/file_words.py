"""What was found out about a run's file, for people: format, encoding, reference system, size, what was noticed."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from facilities.import_pages.reader_words import said
from facilities.import_pages.words import size
from facilities.models import ImportRun
from geo.layers import Text
from geo.tables import Table


def facts(run: ImportRun) -> list[tuple[Text, str]]:
    """Title and value of each fact that is known."""
    listed = [
        (_("Format"), run.format),
        (_("Character encoding"), run.encoding),
        (_("Reference system"), run.crs),
        (_("Size"), size(run.size_bytes)),
        (_("Fingerprint (SHA-256)"), run.sha256),
        (_("Reason given"), run.reason),
    ]
    return [(title, value) for title, value in listed if value]


def notes(run: ImportRun) -> list[str]:
    """What was noticed about the file as a whole."""
    return _in_words(run.counts.get("notes", []))


def table_notes(table: Table) -> list[str]:
    """The same of a file that is no run yet."""
    return _in_words(table.notes)


def _in_words(notes: Iterable[str]) -> list[str]:
    return [said(note) or note for note in notes]
