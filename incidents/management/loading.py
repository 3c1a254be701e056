"""What the commands share that load one file for the ranking of likely sites."""

from abc import abstractmethod
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from geo.errors import PhangUtError
from incidents.ranking.loading import Loaded


class LoadingCommand(BaseCommand):
    """Parses, calls, prints. Nothing is written without --apply."""

    def add_arguments(self, parser: CommandParser) -> None:
        """See --help."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--apply", action="store_true", help="write them")

    def handle(self, *args: Any, **given: Any) -> None:
        """Raises `CommandError` with the rule where the file is refused as a whole."""
        try:
            told = self.load(given)
        except PhangUtError as error:
            raise CommandError(f"{error.detail} ({error.fields.get('value', '')})") from error
        for bad in told.bad:
            self.stdout.write(bad)
        self.stdout.write(
            f"{told.rows} read, {told.rows - len(told.bad)} good, {len(told.bad)} refused, {told.new} new"
        )
        if not given["apply"]:
            self.stdout.write("Nothing was written. Add --apply to store them.")

    @abstractmethod
    def load(self, given: dict[str, Any]) -> Loaded:
        """The file as asked for."""
