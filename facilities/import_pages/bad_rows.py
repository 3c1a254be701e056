"""The bad rows of a run as CSV, to send to the owner of the file: what is wrong, then the row's cells as they came."""

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from facilities.exports.cells import harmless
from facilities.exports.stream import Stream
from facilities.import_pages.door import run_for, stewards_only
from facilities.import_pages.findings import after, detail_words, rule_words
from facilities.import_pages.raw_rows import RawRows, raw_rows
from facilities.imports.problems import RULES
from facilities.models import ImportProblem, ImportRun

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_BATCH = 1_000
_TEXT_FORMULA = re.compile(r'="[^"]*"')
"""How the public feeds keep long numbers as text in a spreadsheet. It can only ever be that text."""


@stewards_only
@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Streamed; one line per matter, in order of the rows."""
    run = run_for(pk)
    pieces = lines(run, Words.now()) if request.method == "GET" else iter(())
    sender = Stream(pieces) if isinstance(request, ASGIRequest) else pieces
    response = StreamingHttpResponse(sender, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"bad-rows-{run.pk}.csv") or "attachment"
    return response


class Words:
    """The words of the file in the language of the page: another thread, which sends it, knows no language."""

    def __init__(self, header: Sequence[str], rules: dict[str, str], refused: str, kept: str) -> None:
        self.header, self.rules, self.refused, self.kept = header, rules, refused, kept

    @classmethod
    def now(cls) -> "Words":
        """In the language of the moment."""
        header = [_("Row"), _("Key"), _("Column"), _("Value"), _("What is wrong"), _("Found"), _("Taken over?")]
        rules = {rule: str(rule_words(rule)) for rule in RULES}
        return cls(header, rules, _("no, refused"), _("yes"))


def lines(run: ImportRun, words: Words) -> Iterator[bytes]:
    """The file piece by piece."""
    buffer, raw = StringIO(newline=""), raw_rows(run)
    writer = csv.writer(buffer)
    writer.writerow([harmless(title) for title in (*words.header, *raw.columns)])
    yield BYTE_ORDER_MARK
    for batch in _batches(run):
        writer.writerows(_line(problem, words, raw) for problem in batch)
        yield _taken(buffer)
    yield _taken(buffer)


def _line(problem: ImportProblem, words: Words, raw: RawRows) -> list[str]:
    said = (
        problem.key,
        problem.field,
        problem.value,
        words.rules.get(problem.rule, problem.rule),
        detail_words(problem),
    )
    verdict = words.refused if problem.refused else words.kept
    return [str(problem.row), *map(safe, said), verdict, *map(safe, raw.cells_of(problem.row))]


def safe(cell: Any) -> str:
    """As text that no spreadsheet acts on. NUL goes: no spreadsheet reads past it."""
    text = "" if cell is None else str(cell).replace("\0", "")
    return text if _TEXT_FORMULA.fullmatch(text) else harmless(text)


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
