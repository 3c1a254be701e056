"""Look at every site of the register again and bring the list of work up to date."""

from typing import Any

from django.core.management.base import BaseCommand

from facilities.models import Matter
from facilities.quality import refresh


class Command(BaseCommand):
    """`check_quality`: run after boundaries were put in force; imports look at what they change themselves."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many matters of each kind there are."""
        found = refresh(None)
        for matter, count in found.items():
            self.stdout.write(f"{count:>8,} {Matter(matter).value}")
        self.stdout.write(f"{sum(found.values())} found")
