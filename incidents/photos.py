"""Pictures of reports and of visits: taken in, joined to their report, found again where one is used twice."""

import hashlib
import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.gis.geos import Point
from django.core.files.base import File
from django.db import transaction
from django.db.models import Func, IntegerField, Value
from django.utils.translation import gettext as _

from geo.crs import WGS84
from geo.errors import BadInput, Unavailable
from incidents.draft import MOST_PHOTOS
from incidents.models import Photo, PhotoKind, Report
from incidents.picture import MOST_BYTES, Picture, encode_anew

__all__ = ["MOST_BYTES", "MOST_PHOTOS", "attach", "erase_files", "file_of", "reused", "take_in"]

_LOG = logging.getLogger(__name__)

MOST_LOOSE_PER_HOUR = 3_000
"""Pictures without a report, from everybody together: bounds what strangers can fill the disk with."""

_ALIKE_BITS = 5
_LEAST_DETAIL = 8
"""A hash with fewer bits set, or unset, is of an even surface: night, fog, a wall. Many different ones are alike."""


class BitsApart(Func):
    """How many of the 64 bits of two hashes, each of 16 hexadecimal digits, differ."""

    template = "bit_count(('x' || %(expressions)s)::bit(64))"
    arg_joiner = ")::bit(64) # ('x' || "
    output_field = IntegerField()


def take_in(file: "File[bytes] | IO[bytes]", *, kind: PhotoKind, actor_label: str, now: datetime) -> Photo:
    """Encode anew and keep, without a report for now. Raises `BadInput` for what is no picture or too large."""
    data = file.read(MOST_BYTES + 1)
    picture = encode_anew(data)
    if kind is PhotoKind.REPORT:
        _refuse_flood(now)
    photo = _row(picture, data, kind)
    photo.sent_by, photo.sent_at = actor_label, now
    # A row without its file never comes to be; a file without its row at worst, if the database is lost in between.
    with transaction.atomic():
        photo.save(force_insert=True)
        _write(file_of(photo), picture.jpeg)
    return photo


@transaction.atomic
def attach(report: Report, tokens: Sequence[UUID]) -> None:
    """Join loose pictures to the report they were sent for, or none. Raises `BadInput` naming those not there.

    Where a reporter's picture was taken was offered to the reporter; from here on nobody needs it.
    """
    if not tokens:
        return
    loose = Photo.objects.filter(token__in=tokens, report=None, kind=PhotoKind.REPORT)
    if loose.update(report=report, offered_place=None) == len(tokens):
        return
    kept = set(Photo.objects.filter(token__in=tokens, report=report).values_list("token", flat=True))
    if missing := [str(token) for token in tokens if token not in kept]:
        raise BadInput(_("A picture is no longer kept: add it again"), field="photos", value=", ".join(missing))


def reused(photo: Photo) -> list[Photo]:
    """Other pictures that are the same file or look the same, oldest first: of any report, any visit."""
    others = Photo.objects.exclude(pk=photo.pk)
    same = others.filter(source_digest=photo.source_digest)
    if _LEAST_DETAIL <= int(photo.look, 16).bit_count() <= 64 - _LEAST_DETAIL:
        near = others.alias(apart=BitsApart("look", Value(photo.look))).filter(apart__lte=_ALIKE_BITS)
        same |= others.filter(pk__in=near.values("pk"))
    return list(same.order_by("sent_at"))


def file_of(photo: Photo) -> Path:
    """Where its file is; it may have been erased."""
    name = str(photo.token)
    return Path(settings.PHOTO_DIR) / name[:2] / f"{name}.jpg"


def erase_files(photos: Iterable[Photo]) -> None:
    """The files of pictures whose rows go or are gone."""
    for photo in photos:
        file_of(photo).unlink(missing_ok=True)


def _refuse_flood(now: datetime) -> None:
    since = now - timedelta(hours=1)
    if Photo.objects.filter(report=None, sent_at__gte=since)[:MOST_LOOSE_PER_HOUR].count() >= MOST_LOOSE_PER_HOUR:
        raise Unavailable(_("Too many pictures are coming in. Send the report without pictures, or try again later."))


def _row(picture: Picture, data: bytes, kind: PhotoKind) -> Photo:
    where = picture.taken_where
    return Photo(
        token=uuid4(),
        kind=kind,
        source_digest=hashlib.sha256(data).hexdigest(),
        look=picture.look,
        width=picture.width,
        height=picture.height,
        size_bytes=len(picture.jpeg),
        taken_at=picture.taken_at,
        offered_place=Point(where.lon, where.lat, srid=WGS84) if where else None,
    )


def _write(path: Path, data: bytes) -> None:
    """Raises `Unavailable` where the disk takes nothing: the report itself can still be filed."""
    fresh = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError as error:
        _LOG.error("A picture cannot be kept: %s", error)
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        rule = _("Pictures cannot be kept at the moment. Send the report without pictures, or try again later.")
        raise Unavailable(rule) from None
