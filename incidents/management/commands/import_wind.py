"""`manage.py import_wind FILE`: wind readings for the ranking of likely sites."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from geo.changes import Actor
from geo.errors import PhangUtError
from incidents.ranking.loading import load_wind

ACTOR = Actor("import_wind")


class Command(BaseCommand):
    """Parses, calls, prints."""

    help = (
        "Read wind readings from a table with the columns time, lon, lat, from_degrees, speed_ms and source. "
        "Reports only; nothing is written without --apply. "
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """See --help."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--apply", action="store_true", help="write them")

    def handle(self, *args: Any, **given: Any) -> None:
        """Raises `CommandError` with the rule where the file is refused as a whole."""
        try:
            told = load_wind(given["file"], actor=ACTOR, apply=given["apply"])
        except PhangUtError as error:
            raise CommandError(f"{error.detail} ({error.fields.get('value', '')})") from error
        for bad in told.bad:
            self.stdout.write(bad)
        self.stdout.write(
            f"{told.rows} read, {told.rows - len(told.bad)} good, {len(told.bad)} refused, {told.new} new"
        )
        if not given["apply"]:
            self.stdout.write("Nothing was written. Add --apply to store them.")
