"""`manage.py import_facilities FILE --profile diw-shapefile [--apply]`."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandError, no_translations
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from facilities.imports.importing import Report, import_file
from facilities.imports.problems import RULES, Problem
from facilities.imports.profiles import PROFILES
from geo.changes import Actor
from geo.errors import PhangUtError


class Command(BaseCommand):
    """Reports what a register file would change; changes it with --apply."""

    help = "Import a register of facilities. Reports and writes nothing unless --apply is given."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="GeoJSON, GeoPackage or Shapefile")
        parser.add_argument("--profile", required=True, choices=sorted(PROFILES), help="what kind of file it is")
        parser.add_argument("--apply", action="store_true", help="write; without it nothing is stored")
        parser.add_argument("--reason", default="", help="why, for the history")
        parser.add_argument("--summary", action="store_true", help="count the problems instead of listing the rows")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        # Django's wrapper is a text stream in all but its type.
        console = Console(file=cast(IO[str], self.stdout), soft_wrap=True, highlight=False)
        try:
            with _progress(console) as progress:
                report = import_file(
                    options["file"],
                    PROFILES[options["profile"]],
                    actor=Actor("import_facilities"),
                    apply=options["apply"],
                    reason=options["reason"],
                    step=_steps(progress),
                )
        except PhangUtError as error:
            raise CommandError(f"{error.detail}: {error.fields.get('value', '')}") from None
        _print(console, report, rows=not options["summary"])


def _progress(console: Console) -> Progress:
    return Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=console)


def _steps(progress: Progress) -> Callable[[str, int], Callable[[], None]]:
    def step(title: str, total: int) -> Callable[[], None]:
        task = progress.add_task(title, total=total)
        return lambda: progress.advance(task)

    return step


def _print(console: Console, report: Report, *, rows: bool) -> None:
    if rows:
        for problem in (*report.refused, *report.problems):
            console.print(escape(_line(problem, refused=problem in report.refused)))
    for rule, count in Counter(problem.rule for problem in (*report.refused, *report.problems)).most_common():
        console.print(escape(f"{count:6d}  {RULES[rule]}"))
    if not report.subdistricts_checked:
        console.print("Stated subdistricts were not checked: no subdistrict boundaries are in force.")
    console.print(summary(report))


def _line(problem: Problem, *, refused: bool) -> str:
    verdict = "refused" if refused else "kept"
    return f"row {problem.row}  {problem.key}  {problem.field}={problem.value!r}  {verdict}: {problem.words}"


def summary(report: Report) -> str:
    """The end of the report; its last line holds the counts."""
    rest = f"{len(report.refused)} refused, {len(report.problems)} problems"
    if not report.stored and not report.changed:
        return f"{rest}\n{report.read} read, 0 changes"
    if report.applied:
        return f"{report.read} read, {report.stored} stored, {report.changed} changed, {rest}"
    wanted = f"{report.read} read, {report.stored} to store, {report.changed} to change, {rest}"
    return f"Nothing was written. Add --apply to write.\n{wanted}"
