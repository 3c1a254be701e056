"""`manage.py import_local_governments FILE`: municipalities, Pattaya, subdistrict organisations and their ground."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from geo.changes import Actor
from geo.errors import PhangUtError
from geo.local.reading import gather
from geo.local.storing import Origin, store
from geo.models import Quality


class Command(BaseCommand):
    """Parses, calls, prints."""

    help = (
        "Read local governments from GeoJSON, GeoPackage, Shapefile (also .zip) or KML, with columns code, name_th, "
        "and where there are any name_en, kind and province_code. Reports only; nothing is written without --apply."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """See --help."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", default="", help="where the file comes from; its name by default")
        parser.add_argument("--quality", default=Quality.SIMPLIFIED, choices=Quality.values)
        parser.add_argument("--border-error", type=float, default=500.0, help="how far a line may be off, in metres")
        parser.add_argument("--crs", default="", help="such as EPSG:32647, where the file does not state it")
        parser.add_argument("--encoding", default="", help="of a shapefile's table; found out by default")
        parser.add_argument("--apply", action="store_true", help="write them, with their offices")

    def handle(self, *args: Any, **given: Any) -> None:
        """Raises `CommandError` with the rule where the file is refused as a whole."""
        origin = Origin(given["source"] or given["file"].name, given["quality"], given["border_error"])
        try:
            found = gather(given["file"], crs=given["crs"], encoding=given["encoding"])
        except PhangUtError as error:
            raise CommandError(f"{error.detail} ({error.fields.get('value', '')})") from error
        stored = store(found.drafts, origin, actor=Actor("import_local_governments"), apply=given["apply"])
        for note in found.notes:
            self.stdout.write(note)
        for finding in found.findings:
            done = "refused" if finding.refused else finding.done
            self.stdout.write(f"row {finding.row}  {finding.area}: {finding.wrong} ({done})")
        self.stdout.write(f"{found.read} read, {len(found.drafts)} good, {found.refused} refused")
        counts = (
            f"{stored.new} new, {stored.changed} changed, {stored.same} as they were, {stored.absent} not in the file"
        )
        self.stdout.write(counts)
        if not given["apply"]:
            self.stdout.write("Nothing was written. Add --apply to store them.")
