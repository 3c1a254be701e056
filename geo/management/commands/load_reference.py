"""`manage.py load_reference`: store what ships with the product. Safe to run again."""

from typing import Any

from django.core.management.base import BaseCommand

from geo.reference import load_all


class Command(BaseCommand):
    """Runs every registered loader."""

    help = "Load the reference data of every app; running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line per loader."""
        for name, count in load_all():
            self.stdout.write(f"{name}: {count}")
