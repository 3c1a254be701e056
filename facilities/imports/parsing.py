"""Parsing the rows that are not known: each becomes a staged line, or a refusal; its problems are listed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from facilities.imports.chunks import Chunk, block_of, text_of
from facilities.imports.problems import Problem
from facilities.imports.profile import Profile, Reading
from facilities.imports.reading_rows import Recipe
from facilities.imports.staged_rows import line
from facilities.new_facility import NewFacility
from geo.errors import BadInput
from geo.tables import TableRow

Fresh = Sequence[tuple[TableRow, bytes]]


class Parser:
    """The profile bound to one file's header, with the areas in force."""

    def __init__(self, recipe: Recipe) -> None:
        self._recipe = recipe
        self.reader = profile_of(recipe.profile, recipe.mapping).bind(recipe.columns, today=recipe.today)

    def into(self, chunk: Chunk, fresh: Fresh) -> None:
        """Add the rows, staged and refused, to a chunk."""
        lines: list[str] = []
        problems: list[str] = []
        refusals: list[Problem] = []
        for reading, digest, new in self._read(fresh, refusals):
            if isinstance(new, NewFacility):
                lines.append(line(reading, digest, new, self._recipe.hazardous))
            problems += [self._problem(problem, refused=False) for problem in reading.problems]
        problems += [self._problem(problem, refused=True) for problem in refusals]
        chunk.staged, chunk.staged_rows = block_of(lines), len(lines)
        chunk.problems, chunk.problem_count = block_of(problems), len(problems)
        chunk.refused = len(refusals)

    def _read(self, fresh: Fresh, refusals: list[Problem]) -> Iterator[tuple[Reading, bytes, Any]]:
        readings, digests = [], {}
        for row, digest in fresh:
            if row.problem:
                refusals.append(Problem(row.number, "", "", "", "row_broken", row.problem[:300]))
                continue
            reading = self.reader.read(row)
            if not reading.key:
                refusals.append(Problem(row.number, "", self._key_column(), "", "key_missing"))
                continue
            readings.append(reading)
            digests[row.number] = digest
        for reading, new in self.reader.build_all(readings, self._recipe.areas):
            error = new if isinstance(new, BadInput) else self._unstorable(new)
            if error is None:
                yield reading, digests[reading.row.number], new
            else:
                refusals.append(reading.refusal(error))

    def _unstorable(self, new: Any) -> BadInput | None:
        """The one thing that the database would refuse only long after the row was staged."""
        known = self._recipe.known_types
        code = next((item.type_code for item in new.activities if item.type_code not in known), None)
        if code is None:
            return None
        return BadInput("a factory type is one of the 107 of the regulation", field="activities", value=code)

    def _key_column(self) -> str:
        columns = self.reader.profile.columns
        return self.reader.header.get(columns[0].field, columns[0].name)

    def _problem(self, problem: Problem, *, refused: bool) -> str:
        flag = "t" if refused else "f"
        values = (problem.row, problem.key[:80], problem.field[:120], problem.value[:200], problem.rule)
        return text_of([self._recipe.run_id, *values, problem.detail[:300], flag])


def profile_of(name: str, mapping: Mapping[str, Any] | None) -> Profile:
    """The profile of that name, or the generic one made of a mapping. Raises `BadInput`."""
    from facilities.imports import profiles

    if name == "generic":
        from facilities.imports.profiles.generic import generic_profile

        return generic_profile(mapping or {})
    return profiles.PROFILES[name]
