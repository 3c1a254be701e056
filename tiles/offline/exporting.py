"""One layer, as one viewer sees it at one moment, into an archive."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from tiles import serving
from tiles.attribution import sources
from tiles.grid import TileCoord
from tiles.offline import archive
from tiles.offline.contents import vector_layers
from tiles.offline.pyramid import Part, tiles
from tiles.tilejson import sign_of

Json = dict[str, Any]
Told = Callable[[int, int], None]
"""Is told how many tiles are done, and of how many."""


def export(part: Part, file: Path, told: Told, *, now: datetime) -> archive.Written:
    """All in one look at the database, so that counts far out and features close up are of the same moment.

    Tiles go through the cache of the service: an export that was stopped goes on where it was, as long as nothing
    has changed. Raises `Unavailable` while another export writes the same file.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with transaction.atomic():
        _hold_still()
        wanted = archive.ordered(tiles(part))
        return archive.write(file, _packed(part, wanted, told), part.box, _metadata(part, now))


def _hold_still() -> None:
    """Within tests there is a transaction already, and its isolation stays as it is."""
    with connection.cursor() as cursor:
        if len(connection.savepoint_ids) == 0:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


def _packed(part: Part, wanted: Sequence[TileCoord], told: Told) -> Iterator[tuple[TileCoord, bytes]]:
    for done, tile in enumerate(wanted, start=1):
        yield tile, serving.packed(serving.ask(part.layer, part.viewer, tile, part.question))
        told(done, len(wanted))


def _metadata(part: Part, now: datetime) -> Json:
    return {
        "name": str(part.layer.title),
        "description": str(part.layer.title),
        "attribution": sources().of(part.layer.name),
        "type": "overlay",
        "version": part.layer.version(),
        "made_at": now.isoformat(timespec="seconds"),
        "as_of": part.question.as_of.isoformat() if part.question.as_of else None,
        "asked": {name: list(values) for name, values in part.question.choices},
        "vector_layers": vector_layers(part.layer, part.first_zoom, part.last_zoom),
        "signs": [sign_of(sign) for sign in part.layer.signs],
        "cluster_until": part.layer.cluster_until,
    }
