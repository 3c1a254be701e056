"""`manage.py reattribute`: attributes reports anew where the register, the boundaries or the rules have changed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from rich.console import Console

from geo.changes import Actor
from incidents.models import Report
from incidents.reattribution import Reattributed, reattribute


class Command(BaseCommand):
    """Counts what is outdated; with --apply each of it is run anew, as the worker does every night with open cases."""

    help = "Finds reports whose nearest sites, areas or competent bodies are no longer so. --apply runs them anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="closed cases too; open ones only without it")
        parser.add_argument("--apply", action="store_true", help="run the outdated ones anew; counts only without it")

    def handle(self, *args: Any, **options: Any) -> None:
        reports = Report.objects.all() if options["all"] else Report.objects.open()
        console = Console(stderr=True)
        with console.status("comparing") as status:

            def told(so_far: Reattributed) -> None:
                status.update(f"{so_far.outdated:,} outdated, {so_far.answers:,} answers changed")

            actor, now = Actor("reattribute"), timezone.now()
            done = reattribute(reports, actor=actor, now=now, apply=options["apply"], told=told)
        applied = "" if options["apply"] else " (nothing applied)"
        failed = f", {done.failed} failed" if done.failed else ""
        self.stdout.write(
            f"{reports.count()} read, {done.sites} with other sites, {done.areas} with other areas, "
            f"{done.rules} by other rules, {done.answers} answers changed{failed}{applied}"
        )
