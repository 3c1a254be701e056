"""`manage.py export_pmtiles LAYER`: a layer as one file for use without a network."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from geo.bbox import THAILAND, Bbox
from geo.errors import PhangUtError
from geo.layers import layer_for
from tiles.management.options import viewer_named, zooms_of
from tiles.offline.exporting import export
from tiles.offline.last import place_of
from tiles.offline.pyramid import Part
from tiles.question import parse

USUAL_LAST_ZOOM = 14

_NARROWING = ("bbox", "only", "as_of")


class Command(BaseCommand):
    """Parses, calls, prints."""

    help = (
        "Write a layer's tiles into one PMTiles file: what the public may see, or with --as what a user may. Without "
        "-o it is put where /tiles/LAYER.pmtiles serves it, whole and as it stands today. It may be stopped and "
        "started again: the old file stays until the new one is whole, and tiles that were made are not made again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """See --help."""
        parser.add_argument("layer", help="such as facilities")
        parser.add_argument("-o", "--output", type=Path, help="the file")
        parser.add_argument("--zooms", default="", help="such as 5-14; the layer's own up to 14 by default")
        parser.add_argument("--bbox", default="", help="west,south,east,north in degrees; Thailand by default")
        parser.add_argument("--as-of", default="", help="YYYY-MM-DD: as it stood at the end of that day")
        parser.add_argument("--only", action="append", default=[], metavar="NAME=VALUE", help="a filter of the layer")
        parser.add_argument("--as", dest="user", default="", help="whose view; the public's by default")

    def handle(self, *args: Any, **given: Any) -> None:
        """Raises `CommandError` with the rule that is broken."""
        if given["user"] and not given["output"]:
            raise CommandError("What a user sees is not for the public: with --as, name the file with -o")
        if not given["output"] and any(given[name] for name in _NARROWING):
            raise CommandError("A part is not put in place of the whole: with --bbox, --only, --as-of, use -o")
        try:
            part = _part(given)
            if part.layer.withdrawable and not given["output"]:
                raise CommandError("Features of this layer may be withdrawn, so its file is not served: use -o")
            file = given["output"] or place_of(part.layer)
            written = _exported(part, file)
        except PhangUtError as error:
            raise CommandError(error.detail) from error
        if not written.tiles:
            raise CommandError("There is nothing to export; no file was written")
        self.stdout.write(f"{file}: {written.tiles:,} tiles, {written.size:,} bytes")


def _exported(part: Part, file: Path) -> Any:
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(part.layer.name, total=None)
        return export(
            part,
            file,
            lambda done, total: progress.update(task, completed=done, total=total),
            now=timezone.localtime(),
        )


def _part(given: dict[str, Any]) -> Part:
    viewer = viewer_named(given["user"])
    layer = layer_for(viewer, given["layer"])
    asked = [_pair(text) for text in given["only"]]
    if given["as_of"]:
        asked.append(("as_of", given["as_of"]))
    first, last = zooms_of(given["zooms"], layer, min(layer.max_zoom, USUAL_LAST_ZOOM))
    box = Bbox.parse(given["bbox"]) if given["bbox"] else THAILAND
    return Part(layer, viewer, parse(layer, viewer, asked), first, last, box)


def _pair(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark:
        raise CommandError(f"--only takes NAME=VALUE such as kind=mine, not {text!r}")
    return name, value
