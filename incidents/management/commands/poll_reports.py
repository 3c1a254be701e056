"""`manage.py poll_reports [SYSTEM]`: a round with other systems now, as the worker does every ten minutes."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations
from django.utils import timezone

from incidents.models import OutsideSystem
from incidents.outside.calling import caller
from incidents.outside.polls import due, go_round


class Command(BaseCommand):
    """Prints what each system told and was told; ends with 1 where a round was broken off."""

    help = "Ask other systems what changed, and tell them what people here did."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """See --help."""
        parser.add_argument("system", nargs="?", default="", help="code of one system; all that are due without it")
        window = "of Traffy's: what changed in this time; by itself the smallest window without a gap"
        parser.add_argument("--duration", choices=["today", "3days", "all"], default="", help=window)

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        """Raises `CommandError` for a system that is not there, and where a round was broken off."""
        now, broken = timezone.now(), []
        chosen = OutsideSystem.objects.filter(code=options["system"]) if options["system"] else due(now)
        if options["system"] and not chosen:
            raise CommandError(f"There is no system with the code {options['system']}")
        for system in chosen:
            done = go_round(system, caller(), timezone.now, duration=options["duration"])
            self.stdout.write(f"{system.code}: {done.found}, {done.told} told")
            for line in done.found.refused:
                self.stdout.write(f"  {line}")
            broken += [f"{system.code}: {done.problem}"] if done.problem else []
        if broken:
            raise CommandError("; ".join(broken))
