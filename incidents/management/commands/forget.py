"""`manage.py forget`: erases personal data whose time is over, as the worker does every night."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from incidents.retention import forget


class Command(BaseCommand):
    """Prints one line per rule: what, after how many days, how many."""

    help = "Erases personal data by the rules of retention. --dry-run only counts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count what is due, erase nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        for one in forget(timezone.now(), dry_run=options["dry_run"]):
            self.stdout.write(f"{one.what}: {one.count:,} (after {one.days:,} days)")
