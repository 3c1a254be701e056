"""`manage.py import_reports FILE --format traffy-csv`: tickets of another system become reports, each once."""

from argparse import ArgumentParser
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandError, no_translations
from django.db import transaction
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from facilities.imports import mapping
from geo.errors import PhangUtError
from incidents.outside.files import bad_rows, formats, loading
from incidents.outside.files.loading import Loaded
from incidents.outside.files.rows import Source

_MOST_SHOWN = 200


class Command(BaseCommand):
    """Writes at once, in batches; a file loaded again changes only what it says anew. --dry-run keeps nothing."""

    requires_system_checks: list[str] = []
    help = "Import tickets of another system as reports. A file may be loaded any number of times."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """See --help."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", required=True, choices=formats.FORMATS, help="nothing is guessed")
        parser.add_argument("--mapping", type=Path, help="YAML that says which column is what, for --format generic")
        parser.add_argument("--system", default="", help="code of the outside system the tickets belong to")
        parser.add_argument("--dry-run", action="store_true", help="do everything and keep nothing")
        parser.add_argument("--bad-rows", type=Path, metavar="FILE.csv", help="write the rows that were refused there")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        """Raises `CommandError` with the rule for a file or a mapping that is refused."""
        console = Console(file=cast(IO[str], self.stdout), soft_wrap=True, highlight=False, markup=False)
        self._loaded = Loaded()
        try:
            source = formats.opened(options["file"], options["format"], mapping.in_file(options["mapping"]))
            with transaction.atomic() if options["dry_run"] else nullcontext():
                self._load(console, source, options)
                if options["dry_run"]:
                    transaction.set_rollback(True)
        except KeyboardInterrupt:
            console.print("Stopped. What is stored stays; the same command goes on from here.")
        except PhangUtError as error:
            raise CommandError(f"{error.detail}: {error.fields.get('value', '')}") from None
        finally:
            _report(console, self._loaded, options)

    def _load(self, console: Console, source: Source, options: dict[str, Any]) -> None:
        for line in source.notes:
            console.print(line)
        system = loading.system_for(source.kind, options["system"])
        run = loading.begin(options["file"], options["format"], actor_label="import_reports", now=timezone.now())
        bars = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*bars, console=console) as progress:
            task = progress.add_task("Reading tickets", total=source.count)
            told = partial(_tell, progress, task)
            for self._loaded in loading.load(source, system, clock=timezone.now, told=told):
                loading.note(run, self._loaded)
        loading.note(run, self._loaded, ended=timezone.now())


def _tell(progress: Progress, task: TaskID, done: int) -> None:
    progress.update(task, completed=done)


def _report(console: Console, loaded: Loaded, options: dict[str, Any]) -> None:
    for problem in loaded.problems[:_MOST_SHOWN]:
        console.print(str(problem))
    if len(loaded.problems) > _MOST_SHOWN:
        console.print(f"... and {len(loaded.problems) - _MOST_SHOWN:,} more; --bad-rows FILE.csv writes them all")
    if options["bad_rows"]:
        bad_rows.write(options["bad_rows"], loaded.bad)
    console.print(f"{loaded}{' (dry run: nothing is kept)' if options['dry_run'] else ''}")
