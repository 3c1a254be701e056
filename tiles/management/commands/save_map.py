"""Save a view of the map as one HTML file that opens without a network."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import override

from geo.errors import PhangUtError
from tiles.management.options import viewer_named
from tiles.takeaway.file import map_html
from tiles.takeaway.view import View


class Command(BaseCommand):
    """See the module docstring."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and what stands behind the question mark of the map's address."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--view", default="", help="the map's address behind the ?, such as at=9/13.5/101.5")
        parser.add_argument("--user", default="", help="as this user sees it (the public)")
        parser.add_argument("--language", choices=("th", "en"), default="th")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises `CommandError` with the rule that is broken; then nothing is written."""
        viewer = viewer_named(options["user"])
        try:
            with override(options["language"]):
                text = map_html(View.read(QueryDict(options["view"]).dict()), viewer, timezone.now())
        except PhangUtError as error:
            raise CommandError(error.detail) from error
        options["file"].write_text(text, encoding="utf-8")
        self.stdout.write(f"{options['file']}: {len(text.encode()):,} bytes")
