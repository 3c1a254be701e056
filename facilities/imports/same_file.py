"""A file that is, byte for byte, the one that was let in last: its rows are known without being read.

A nightly load finds it on every night on which the source published nothing. What was refused last time is read again:
the day, the boundaries or the factory types may be others now.
"""

from array import array
from dataclasses import dataclass

from facilities.imports.applying import last_applied
from facilities.imports.chunks import Chunk
from facilities.imports.known_rows import KnownRecords
from facilities.models import ImportProblem, ImportRun


@dataclass(frozen=True, slots=True)
class SameFile:
    """What the last load made of it. `refused` are the numbers of the rows it did not take."""

    rows: int
    refused: frozenset[int]

    def known(self, known: KnownRecords) -> Chunk | None:
        """All other rows, known every one; None where the records of the source are not those of that load."""
        present = known.present()
        if len(present) != self.rows - len(self.refused):
            return None
        # Which row holds which record is not looked up: one that comes once more comes in a row that was refused.
        return Chunk(rows=len(present), known=array("I", present), known_rows=array("I", bytes(4 * len(present))))


def is_last_file(run: ImportRun) -> bool:
    """Whether the file is the one that was let in last, read by the same mapping."""
    last = last_applied(run)
    return last is not None and (last.sha256, last.mapping) == (run.sha256, run.mapping)


def same_file(run: ImportRun, reading: str) -> SameFile | None:
    """None for any other file, and for one that was read in another way: `reading` names profile, version, columns."""
    last = last_applied(run)
    if last is None or not is_last_file(run):
        return None
    counts = last.counts
    if counts.get("reading") != reading or counts.get("truncated"):
        return None
    refused = frozenset(ImportProblem.objects.filter(run=last, refused=True).values_list("row", flat=True))
    return SameFile(counts["read"], refused) if len(refused) == counts["refused"] else None
