"""`manage.py import_areas FILE --level ...`: boundaries from a file, as an edition."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from geo.boundaries import report
from geo.boundaries.gather import Options, gather
from geo.boundaries.store import Wish, store
from geo.changes import Actor
from geo.errors import PhangUtError
from geo.models import Level, Quality


class Command(BaseCommand):
    """Parses, calls, prints."""

    help = (
        "Read administrative boundaries from GeoJSON, GeoPackage, Shapefile (also .zip) or KML, repair what can be "
        "repaired and refuse the rest by row. Reports only; nothing is written without --apply."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """See --help."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--level", required=True, choices=Level.values, type=str)
        parser.add_argument("--edition", default="", help="name of the edition; the file's name by default")
        parser.add_argument("--quality", default=Quality.SIMPLIFIED, choices=Quality.values)
        parser.add_argument("--border-error", type=float, help="how far a line may be off, in metres")
        parser.add_argument("--source", default="", help="where the file comes from")
        parser.add_argument("--licence", default="")
        parser.add_argument("--valid-from", type=date.fromisoformat, help="YYYY-MM-DD; used with --activate")
        parser.add_argument("--code-column", default="")
        parser.add_argument("--name-th-column", default="")
        parser.add_argument("--name-en-column", default="")
        parser.add_argument("--crs", default="", help="such as EPSG:32647, where the file does not state it")
        parser.add_argument("--encoding", default="", help="of a shapefile's table; found out by default")
        parser.add_argument("--apply", action="store_true", help="write the edition, not yet in force")
        parser.add_argument("--activate", action="store_true", help="with --apply: put it in force")

    def handle(self, *args: Any, **given: Any) -> None:
        """Raises `CommandError` with the rule where the file or the edition is refused."""
        if given["activate"] and not given["apply"]:
            raise CommandError("--activate needs --apply")
        try:
            gathered = gather(given["file"], _options(given))
            outcome = store(gathered, _wish(given), actor=Actor("import_areas"))
        except PhangUtError as error:
            raise CommandError(f"{error.detail} {_fields(error)}".strip()) from error
        report.show(gathered, outcome, level=given["level"], to=self.stdout)


def _options(given: dict[str, Any]) -> Options:
    return Options(
        level=Level(given["level"]),
        code_column=given["code_column"],
        name_th_column=given["name_th_column"],
        name_en_column=given["name_en_column"],
        crs=given["crs"],
        encoding=given["encoding"],
    )


def _wish(given: dict[str, Any]) -> Wish:
    return Wish(
        level=given["level"],
        name=given["edition"] or given["file"].name.split(".")[0],
        quality=given["quality"],
        border_error_m=given["border_error"],
        source=given["source"] or given["file"].name,
        licence=given["licence"],
        apply=given["apply"],
        activate=given["activate"],
        valid_from=given["valid_from"],
    )


def _fields(error: PhangUtError) -> str:
    return ", ".join(f"{name}={value}" for name, value in error.fields.items() if value)
