"""Verify that no step of any case was changed, removed or put in since it was sealed."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from incidents.models import Report
from incidents.sealing import broken_seals
from incidents.tracking import parse_code
from incidents.verifying import Chain, chains, first_break

_COLUMNS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())


class Command(BaseCommand):
    """`verify_history [--report CODE]`: the first broken step of every broken chain; exit status 1 where there is one.

    Without `--report` the daily seals are verified too, which find chains that were rewritten as a whole.
    """

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a tracking code."""
        parser.add_argument("--report", help="one case, by its tracking code")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line for each thing wrong, then how much was looked at."""
        code = _code(options["report"])
        looked, steps, erased, broken = 0, 0, 0, 0
        for chain in _watched(chains(code), 1 if code else Report.objects.count()):
            looked, steps, erased = looked + 1, steps + len(chain.steps), erased + chain.erased
            if found := first_break(chain):
                broken += 1
                self.stdout.write(f"{found.case}  step {found.step}  {found.why}: {found.words}")
        wrong = [] if code else broken_seals()
        for made, words in wrong:
            self.stdout.write(f"seal of {made.day}: {words}")
        self.stdout.write(f"{looked:,} cases, {steps:,} steps, {erased:,} with erased words: {broken:,} broken")
        if broken or wrong:
            raise CommandError("The history was tampered with or damaged", returncode=1)


def _code(text: str | None) -> str | None:
    if text is None:
        return None
    code = parse_code(text)
    if code is None or not Report.objects.filter(tracking_code=code).exists():
        raise CommandError(f"No report has the tracking code {text!r}")
    return code


def _watched(found: Iterator[Chain], total: int) -> Iterator[Chain]:
    """The chains, with a bar on the terminal's error stream."""
    with Progress(*_COLUMNS, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Verifying", total=total)
        for chain in found:
            yield chain
            progress.advance(task)
