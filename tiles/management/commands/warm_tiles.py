"""`manage.py warm_tiles`: tiles made before anybody asks for them."""

from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from geo.bbox import THAILAND, Bbox
from geo.errors import PhangUtError
from geo.layers import Layer, Viewer, layer_for, layers_for
from tiles.management.options import viewer_named, zooms_of
from tiles.offline.pyramid import Part, tiles
from tiles.question import EVERYTHING
from tiles.warming import Warmed, warm

USUAL_LAST_ZOOM = 10
"""From here on a tile holds so little that it is made while one waits."""


class Command(BaseCommand):
    """Parses, calls, prints."""

    help = (
        "Make the tiles of the map before anybody asks for them, from far out to close up, where anything is: after an "
        "import, or before the office opens. Ctrl-C stops it; begun again it goes on, for what is there and still true "
        "is not made again. It ends when the disk space of PHANGUT_TILE_CACHE_MB is nearly used."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """See --help."""
        parser.add_argument("--layer", action="append", default=[], help="such as facilities; repeated; all by default")
        parser.add_argument("--zooms", default="", help=f"such as 5-12; up to {USUAL_LAST_ZOOM} by default")
        parser.add_argument("--bbox", default="", help="west,south,east,north in degrees; Thailand by default")
        parser.add_argument("--as", dest="user", default="", help="whose view; the public's by default")

    def handle(self, *args: Any, **given: Any) -> None:
        """Raises `CommandError` with the rule that is broken."""
        try:
            viewer = viewer_named(given["user"])
            layers = [layer_for(viewer, name) for name in given["layer"]] or list(layers_for(viewer))
            box = Bbox.parse(given["bbox"]) if given["bbox"] else THAILAND
            parts = [_part(layer, viewer, given["zooms"], box) for layer in layers]
        except PhangUtError as error:
            raise CommandError(error.detail) from error
        try:
            self._warm(parts)
        except KeyboardInterrupt:
            raise CommandError("Stopped; begun again it goes on from here", returncode=130) from None

    def _warm(self, parts: Sequence[Part]) -> None:
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
        with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as progress:
            for part in parts:
                done = _warmed(part, progress)
                self.stdout.write(f"{part.layer.name}: {done.made:,} tiles made, {done.there:,} were there")
                if done.full:
                    raise CommandError("The disk space for tiles is used up: see PHANGUT_TILE_CACHE_MB")


def _part(layer: Layer, viewer: Viewer, zooms: str, box: Bbox) -> Part:
    first, last = zooms_of(zooms, layer, min(layer.max_zoom, USUAL_LAST_ZOOM))
    return Part(layer, viewer, EVERYTHING, first, last, box)


def _warmed(part: Part, progress: Progress) -> Warmed:
    task = progress.add_task(part.layer.name, total=None)
    return warm(
        part.layer,
        part.viewer,
        tiles(part),
        lambda done, total: progress.update(task, completed=done, total=total),
    )
