"""`manage.py import_facilities FILE --profile diw-factory-data [--apply]`, and decisions on loads."""

from argparse import ArgumentParser
from pathlib import Path
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandError, no_translations
from django.utils import timezone
from rich.console import Console

from facilities.imports import mapping
from facilities.imports.run_report import print_report, what_now
from facilities.imports.runs import accept_run, advance_run, reject_run, start_run
from facilities.imports.terminal import showing
from facilities.imports.watching import Progress
from facilities.models import ImportRun
from geo.changes import Actor
from geo.errors import BadInput, PhangUtError

ACTOR = Actor("import_facilities")
_INTERRUPTED = 130
"""128 and the number of SIGINT."""


class Command(BaseCommand):
    """Reports what a register file would change; changes it with --apply."""

    # The checks load every page of the service, which takes longer than reading an unchanged register.
    requires_system_checks: list[str] = []
    help = "Import a register of facilities. Reports and writes nothing to the register unless --apply is given."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """See --help."""
        parser.add_argument("file", type=Path, nargs="?", help="CSV, XLSX, GeoJSON, GeoPackage, Shapefile, KML")
        parser.add_argument("--profile", help="what kind of file it is; an unknown one lists them")
        parser.add_argument("--mapping", type=Path, help="YAML that says which column is what, for --profile generic")
        parser.add_argument("--apply", action="store_true", help="write, unless something holds the load")
        parser.add_argument("--reason", default="", help="why, for the history")
        parser.add_argument("--summary", action="store_true", help="count the problems instead of listing the rows")
        decision = parser.add_mutually_exclusive_group()
        decision.add_argument("--resume", type=int, metavar="RUN", help="go on with a load that was interrupted")
        decision.add_argument("--accept", type=int, metavar="RUN", help="write a load that is held or only compared")
        decision.add_argument("--reject", type=int, metavar="RUN", help="refuse a load that is held or only compared")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        """Raises `CommandError` with the rule for a file, a profile or a decision that is refused."""
        # Django's wrapper is a text stream in all but its type.
        console = Console(file=cast(IO[str], self.stdout), soft_wrap=True, highlight=False)
        try:
            run = _run(options)
            if not options["reject"]:
                with showing(console) as progress:
                    run = _advanced(run, progress)
        except ImportRun.DoesNotExist:
            raise CommandError("There is no such load") from None
        except PhangUtError as error:
            raise CommandError(f"{error.detail}: {error.fields.get('value', '')}") from None
        print_report(console, run, rows=not options["summary"])
        if run.error:
            raise CommandError(run.error)


def _advanced(run: ImportRun, progress: Progress) -> ImportRun:
    """Ctrl-C ends it with one line that says what became of the load, as a shell's own exit status."""
    try:
        return advance_run(run.pk, progress=progress)
    except KeyboardInterrupt:
        run.refresh_from_db()
        words = f"Load {run.pk} was interrupted."
        raise CommandError(f"{words} {what_now(run)}", returncode=_INTERRUPTED) from None


def _run(options: dict[str, Any]) -> ImportRun:
    if options["accept"]:
        return accept_run(ImportRun.objects.get(pk=options["accept"]), actor=ACTOR, reason=options["reason"])
    if options["reject"]:
        return reject_run(ImportRun.objects.get(pk=options["reject"]), actor=ACTOR, reason=options["reason"])
    if options["resume"]:
        return ImportRun.objects.get(pk=options["resume"])
    if options["file"] is None or options["profile"] is None:
        raise BadInput("a load needs a file and its profile", field="file", value=options["file"] or "")
    return start_run(
        options["file"],
        profile=options["profile"],
        mapping=mapping.in_file(options["mapping"]),
        actor=ACTOR,
        reason=options["reason"],
        wants_apply=options["apply"],
        now=timezone.now(),
    )
