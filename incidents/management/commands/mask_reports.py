"""`manage.py mask_reports`: fills the public text of all reports anew, after the rules of masking changed."""

from typing import Any

from django.core.management.base import BaseCommand

from incidents.publishing import mask_again


class Command(BaseCommand):
    """Prints how many reports were looked at and how many texts changed."""

    help = "Masks the descriptions of all reports with the rules of today."

    def handle(self, *args: Any, **options: Any) -> None:
        looked, changed = mask_again()
        self.stdout.write(f"reports: {looked:,}, changed: {changed:,}")
