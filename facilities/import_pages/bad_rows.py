"""The bad rows of a run as CSV, to send to the owner of the file: what is wrong, then the row's cells as they came."""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from facilities.exports.cells import harmless
from facilities.exports.stream import Stream
from facilities.import_pages.area_words import AreaNames, names_for
from facilities.import_pages.column_words import column_words
from facilities.import_pages.details import detail_words
from facilities.import_pages.door import run_for, stewards_only
from facilities.import_pages.findings import after, rule_words
from facilities.import_pages.raw_rows import RawRows, raw_rows
from facilities.models import ImportProblem, ImportRun

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_BATCH = 1_000
_NOTHING = "-"
"""How registers write an empty cell; a spreadsheet takes it for what it is."""
_TITLES = (
    gettext_lazy("Row"),
    gettext_lazy("Key"),
    gettext_lazy("Column"),
    gettext_lazy("Value"),
    gettext_lazy("What is wrong"),
    gettext_lazy("Found"),
    gettext_lazy("Taken over?"),
)
_TEXT_FORMULA = re.compile(r'="[^"]*"')
"""How the public feeds keep long numbers as text in a spreadsheet. It can only ever be that text."""


@stewards_only
@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Streamed; one line per matter, in order of the rows."""
    run = run_for(pk)
    pieces = lines(run, get_language() or "th") if request.method == "GET" else iter(())
    sender = Stream(pieces) if isinstance(request, ASGIRequest) else pieces
    response = StreamingHttpResponse(sender, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"bad-rows-{run.pk}.csv") or "attachment"
    return response


def lines(run: ImportRun, language: str) -> Iterator[bytes]:
    """The file piece by piece, in the language of the page: the thread that sends it knows none."""
    buffer, raw = StringIO(newline=""), raw_rows(run)
    writer = csv.writer(buffer)
    with override(language):
        writer.writerow([harmless(str(title)) for title in (*_TITLES, *raw.columns)])
    yield BYTE_ORDER_MARK
    for batch in _batches(run):
        with override(language):
            names = names_for(batch)
            writer.writerows(_line(problem, run, raw, names) for problem in batch)
        yield _taken(buffer)
    yield _taken(buffer)


def _line(problem: ImportProblem, run: ImportRun, raw: RawRows, names: AreaNames) -> list[str]:
    column, detail = column_words(problem, run), detail_words(problem, names)
    said = (problem.key, column, problem.value, rule_words(problem.rule), detail)
    verdict = _("no, refused") if problem.refused else _("yes")
    return [str(problem.row), *map(safe, said), verdict, *map(safe, raw.cells_of(problem.row))]


def safe(cell: Any) -> str:
    """As text that no spreadsheet acts on. NUL goes: no spreadsheet reads past it."""
    text = "" if cell is None else str(cell).replace("\0", "")
    return text if text == _NOTHING or _TEXT_FORMULA.fullmatch(text) else harmless(text)


def _batches(run: ImportRun) -> Iterator[list[ImportProblem]]:
    """By key, so that no query lasts as long as the reader takes."""
    row, pk = -1, 0
    while batch := list(after(run.problems.all(), row, pk)[:_BATCH]):
        yield batch
        row, pk = batch[-1].row, batch[-1].pk


def _taken(buffer: StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode("utf-8", "replace")
