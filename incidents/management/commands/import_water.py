"""`manage.py import_water FILE`: streams for the ranking of likely sites."""

from typing import Any

from django.core.management.base import CommandParser

from geo.changes import Actor
from incidents.management.loading import LoadingCommand
from incidents.ranking.loading import Loaded, load_water

ACTOR = Actor("import_water")


class Command(LoadingCommand):
    """Lines that run the way the water flows."""

    help = (
        "Read rivers and canals, as lines that run the way the water flows, with a column source_key and "
        "where there are any name_th and name_en. Reports only; nothing is written without --apply. "
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """See --help."""
        super().add_arguments(parser)
        parser.add_argument("--source", default="", help="where the lines come from; the file's name by default")

    def load(self, given: dict[str, Any]) -> Loaded:
        """See `load_water`."""
        source = given["source"] or given["file"].name
        return load_water(given["file"], source=source, actor=ACTOR, apply=given["apply"])
