"""From an extract to the tables: the operation behind `load_osm`."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import batched
from typing import Any

import shapely
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from geo import versions
from geo.changes import Actor, record
from geo.copying import copy_rows
from geo.crs import WEB_MERCATOR
from geo.errors import BadInput, Conflict
from geo.ground import bands, extract
from geo.ground.bands import Placed
from geo.ground.extract import Drawn, Origin
from geo.models import GroundEdition, GroundPlace, GroundShape

NAME = "ground"
"""Of the version that the layers of the backdrop share."""

READ_AS = "1"
"""Part of the fingerprint: another way of reading makes another edition of the same file."""

_BATCH = 10_000
_SHAPE_COLUMNS = ("edition_id", "theme", "kind", "ref", "name_th", "name_en", "band", "first_zoom", "shape")
_PLACE_COLUMNS = ("edition_id", "kind", "name_th", "name_en", "population", "first_zoom", "position")

Told = Callable[[int], object]
"""Called with how many objects have been read so far."""


@dataclass(frozen=True)
class Wish:
    """What a person states of the extract. The same name replaces what it brought before."""

    name: str
    source: str = "© OpenStreetMap contributors"
    licence: str = "ODbL"


@dataclass(frozen=True)
class Outcome:
    """`counts` by `theme kind`. `edition` is None where nothing was written, `same` where it was there already."""

    counts: dict[str, int]
    edition: GroundEdition | None
    same: bool = False


def look(origin: Origin, told: Told = lambda count: None) -> Outcome:
    """Read the whole extract, and write nothing."""
    counts: Counter[str] = Counter()
    for many in batched(extract.read(origin), _BATCH):
        counts.update(_named(one) for one in many)
        told(counts.total())
    return Outcome(_drawable(counts, origin), None)


def load(
    origin: Origin, wish: Wish, *, actor: Actor, now: datetime | None = None, told: Told = lambda count: None
) -> Outcome:
    """Replace what this name brought before, in one transaction: readers see the old ground or the new one.

    Raises `BadInput` for a file that is damaged or draws nothing, `Conflict` where somebody loads the same name.
    """
    fingerprint = _fingerprint(origin, wish)
    if known := GroundEdition.objects.filter(name=wish.name, fingerprint=fingerprint).first():
        return Outcome(known.counts, known, same=True)
    try:
        with transaction.atomic():
            return _replace(origin, wish, fingerprint, actor, now or timezone.now(), told)
    except IntegrityError:
        raise Conflict(f"Somebody else is loading {wish.name!r} just now", name=wish.name) from None


@transaction.atomic
def remove(edition: GroundEdition, *, actor: Actor) -> None:
    """Take an extract off the map."""
    record(actor, "remove_ground", edition, before={"name": edition.name, **edition.counts})
    _empty(edition)
    versions.bump(NAME)


def _replace(origin: Origin, wish: Wish, fingerprint: str, actor: Actor, now: datetime, told: Told) -> Outcome:
    replaced = GroundEdition.objects.select_for_update().filter(name=wish.name).first()
    before = None
    if replaced is not None:
        before = {"file": replaced.file, **replaced.counts}
        _empty(replaced)
    edition = GroundEdition.objects.create(
        **vars(wish), file=origin.path.name, fingerprint=fingerprint, data_date=origin.shows, loaded_at=now
    )
    edition.counts = _drawable(_Writing(edition, told).all(extract.read(origin)), origin)
    edition.save(update_fields=["counts"])
    with connection.cursor() as cursor:
        # The next tile is asked for before autovacuum looks: it would be read without knowing the new rows.
        cursor.execute("ANALYZE geo_groundshape")
        cursor.execute("ANALYZE geo_groundplace")
    after = {"file": edition.file, "licence": edition.licence, **edition.counts}
    record(actor, "load_ground", edition, before=before, after=after)
    versions.bump(NAME)
    return Outcome(edition.counts, edition)


class _Writing:
    """One pass over the objects: near bands are written as they come, far ones and places afterwards."""

    def __init__(self, edition: GroundEdition, told: Told) -> None:
        self.edition, self.told = edition, told
        self.counts: Counter[str] = Counter()
        self.far: list[tuple[Drawn, Any]] = []
        self.places: list[tuple[Drawn, Any]] = []

    def all(self, drawn: Iterable[Drawn]) -> Counter[str]:
        copy_rows(GroundShape, _SHAPE_COLUMNS, self._near(drawn))
        if self.far:
            copy_rows(GroundShape, _SHAPE_COLUMNS, self._rows(bands.far(*zip(*self.far, strict=True))))
        copy_rows(GroundPlace, _PLACE_COLUMNS, self._place_rows())
        return self.counts

    def _near(self, drawn: Iterable[Drawn]) -> Iterator[tuple[Any, ...]]:
        for many in batched(drawn, _BATCH):
            self.counts.update(_named(one) for one in many)
            shapes = bands.to_mercator(many)
            pairs = [(replace(o, wkb=""), s) for o, s in zip(many, shapes, strict=True) if s is not None]
            self.places += [pair for pair in pairs if pair[0].kind.theme == "place"]
            self.far += [pair for pair in pairs if bands.is_far(pair[0])]
            lines = [pair for pair in pairs if pair[0].kind.theme != "place"]
            if lines:
                yield from self._rows(bands.near(*zip(*lines, strict=True)))
            self.told(self.counts.total())

    def _rows(self, placed: Iterable[Placed]) -> Iterator[tuple[Any, ...]]:
        for many in batched(placed, _BATCH):
            for one, shape in zip(many, _ewkb([one.shape for one in many]), strict=True):
                like = one.like
                names = (like.ref, like.name_th, like.name_en)
                yield (self.edition.pk, like.kind.theme, like.kind.name, *names, one.band, one.first_zoom, shape)

    def _place_rows(self) -> Iterator[tuple[Any, ...]]:
        for many in batched(self.places, _BATCH):
            for (one, _shape), at in zip(many, _ewkb([shape for _one, shape in many]), strict=True):
                kind = one.kind
                yield (self.edition.pk, kind.name, one.name_th, one.name_en, one.population, kind.first_zoom, at)


def _ewkb(shapes: list[Any]) -> list[str]:
    marked = shapely.set_srid(shapes, WEB_MERCATOR)
    return [str(wkb) for wkb in shapely.to_wkb(marked, hex=True, include_srid=True)]


def _empty(edition: GroundEdition) -> None:
    GroundShape.objects.filter(edition=edition).delete()
    GroundPlace.objects.filter(edition=edition).delete()
    edition.delete()


def _drawable(counts: "Counter[str]", origin: Origin) -> dict[str, int]:
    if not counts:
        raise BadInput("file: it holds no road, railway, water or place", field="file", value=origin.path.name)
    return dict(sorted(counts.items()))


def _named(one: Drawn) -> str:
    return f"{one.kind.theme} {one.kind.name}"


def _fingerprint(origin: Origin, wish: Wish) -> str:
    with origin.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    digest.update(f"|{wish.source}|{wish.licence}".encode())
    return f"{READ_AS}-{digest.hexdigest()}"
