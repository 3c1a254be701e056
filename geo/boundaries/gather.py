"""From a file to areas that can be stored, and a finding for every row that is not simply good."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely

from geo import thai
from geo.boundaries import gazetteer, source
from geo.boundaries.columns import Columns, recognise
from geo.boundaries.gazetteer import Known
from geo.boundaries.identity import Unidentified, identify
from geo.boundaries.repair import repair
from geo.boundaries.source import SourceRow
from geo.editions import AreaDraft
from geo.models import Level


@dataclass(frozen=True)
class Options:
    """What the person may state where the file does not; empty means: find out."""

    level: Level
    code_column: str = ""
    name_th_column: str = ""
    name_en_column: str = ""
    crs: str = ""
    encoding: str = ""


@dataclass(frozen=True)
class Finding:
    """One row worth a word: `done` says how it was repaired, `refused` why it was left out."""

    row: int
    area: str
    wrong: str
    done: str = ""
    refused: bool = False


@dataclass(frozen=True)
class Gathered:
    """What a file comes to. `notes` are about the file as a whole."""

    read: int
    areas: tuple[AreaDraft, ...]
    findings: tuple[Finding, ...]
    missing: tuple[Known, ...]
    notes: tuple[str, ...]

    @property
    def refused(self) -> int:
        """Rows left out."""
        return sum(finding.refused for finding in self.findings)

    @property
    def repaired(self) -> int:
        """Rows kept after their geometry was mended."""
        return sum(bool(finding.done) for finding in self.findings)


def gather(path: Path, options: Options) -> Gathered:
    """Read a file and judge each row; nothing is stored. Raises `BadInput` for a file that is unusable as a whole."""
    found = source.read(path, encoding=options.encoding or None, crs=options.crs or None)
    columns = recognise(
        found.columns,
        options.level,
        code=options.code_column,
        name_th=options.name_th_column,
        name_en=options.name_en_column,
    )
    judge = _Judge(options.level, columns)
    judge.all(found.rows())
    return judge.gathered(found.notes)


class _Judge:
    """Takes rows one after the other; a code is taken once."""

    def __init__(self, level: Level, columns: Columns) -> None:
        self._level, self._columns = level, columns
        self._areas: dict[str, AreaDraft] = {}
        self._row_of: dict[str, int] = {}
        self._findings: list[Finding] = []
        self._read = 0

    def all(self, rows: Iterable[SourceRow]) -> None:
        for row in rows:
            self._read += 1
            try:
                known = identify(row.values, self._columns, self._level)
            except Unidentified as error:
                self._refuse(row, self._said(row), str(error))
            else:
                self._take(row, known)

    def gathered(self, notes: tuple[str, ...]) -> Gathered:
        missing = [area for code, area in gazetteer.current(self._level).items() if code not in self._areas]
        return Gathered(self._read, tuple(self._areas.values()), tuple(self._findings), tuple(missing), notes)

    def _take(self, row: SourceRow, known: Known) -> None:
        label = f"{known.code} {known.name_th}"
        if known.code in self._row_of:
            return self._refuse(row, label, f"duplicate code: row {self._row_of[known.code]} has it already")
        outcome = repair(row.geometry, row.problem)
        if outcome.boundary is None:
            return self._refuse(row, label, outcome.refused)
        if outcome.wrong:
            self._findings.append(Finding(row.number, label, outcome.wrong, outcome.done))
        if known.abolished_on:
            self._findings.append(Finding(row.number, label, f"abolished on {known.abolished_on}; kept"))
        self._row_of[known.code] = row.number
        self._areas[known.code] = self._draft(row, known, outcome.boundary)
        return None

    def _draft(self, row: SourceRow, known: Known, boundary: Any) -> AreaDraft:
        name_th = self._value(row, self._columns.name_th)
        # A name cut short by its column is completed from the gazetteer.
        kept = name_th if name_th and not known.name_th.startswith(name_th) else known.name_th
        name_en = self._value(row, self._columns.name_en) or known.name_en
        return AreaDraft(known.code, kept, name_en, shapely.normalize(boundary))

    def _refuse(self, row: SourceRow, label: str, why: str) -> None:
        self._findings.append(Finding(row.number, label, why, refused=True))

    def _said(self, row: SourceRow) -> str:
        said = (self._columns.code, self._columns.name_th, self._columns.name_en)
        return next((value for value in (self._value(row, column) for column in said) if value), "")

    @staticmethod
    def _value(row: SourceRow, column: str) -> str:
        value = row.values.get(column) if column else None
        return "" if value is None else thai.tidy(str(value))
