"""A picture as a file: told by its content, encoded anew, and what it said of itself before. Pure."""

import struct
import zlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from PIL import ExifTags, Image, ImageOps

from geo.bbox import THAILAND
from geo.coordinates import LonLat
from geo.errors import BadInput

FORMATS = ("JPEG", "PNG", "WEBP")
LONGEST_SIDE = 2_048
MOST_BYTES = 8_000_000
MOST_PIXELS = {"JPEG": 120_000_000, "MPO": 120_000_000}
"""JPEG is decoded at the scale it is wanted in; every other format in full, four bytes for a pixel."""

_MOST_PIXELS_ELSE = 40_000_000
_QUALITY = 82
_BANGKOK = timezone(timedelta(hours=7))
# All that Pillow's readers let through for files that are cut off, overwritten or made to be unreadable.
_DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    struct.error,
    zlib.error,
    LookupError,
    TypeError,
    OverflowError,
    ArithmeticError,
    Image.DecompressionBombError,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """JPEG without anything but the picture. `look` is a difference hash of 64 bits, as 16 hexadecimal digits."""

    jpeg: bytes
    width: int
    height: int
    look: str
    taken_at: datetime | None
    taken_where: LonLat | None


def encode_anew(data: bytes) -> Picture:
    """The picture at most 2,048 px wide and high, the way up it was taken. Raises `BadInput`."""
    if len(data) > MOST_BYTES:
        raise BadInput(_("A picture may have at most %(most)s MB") % {"most": MOST_BYTES // 1_000_000}, **_FIELD)
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as opened:
            return _encoded(opened)
    except _DAMAGE:
        rule = _("The file is no picture that can be read: send a JPEG, PNG or WebP")
        raise BadInput(rule, **_FIELD) from None


_FIELD: dict[str, Any] = {"field": "photo", "value": ""}


def _encoded(opened: Image.Image) -> Picture:
    if opened.width * opened.height > MOST_PIXELS.get(opened.format or "", _MOST_PIXELS_ELSE):
        raise ValueError("more pixels than a camera makes")
    exif = opened.getexif()
    opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = _on_white(ImageOps.exif_transpose(opened))
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    file = BytesIO()
    # What is not named here (EXIF, XMP, comments, thumbnails, colour profiles) does not go along.
    upright.save(file, "JPEG", quality=_QUALITY, optimize=True, exif=b"", icc_profile=None, comment=b"")
    return Picture(file.getvalue(), *upright.size, look_of(upright), _taken_at(exif), _taken_where(exif))


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    image = image.convert("RGBA")
    white = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(white, image).convert("RGB")


def look_of(image: Image.Image) -> str:
    """Whether each of 8 x 8 patches is darker than the one to its right: survives scaling and encoding anew."""
    small = image.convert("L").resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            at = row * 9 + column
            bits = bits << 1 | (small[at] < small[at + 1])
    return f"{bits:016x}"


def _taken_at(exif: Image.Exif) -> datetime | None:
    """By the camera's clock; Bangkok time where the camera does not say which."""
    with suppress(*_DAMAGE):
        details = exif.get_ifd(ExifTags.IFD.Exif)
        written = details.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
        moment = datetime.strptime(str(written).strip("\0 "), "%Y:%m:%d %H:%M:%S")
        return moment.replace(tzinfo=_offset(details.get(ExifTags.Base.OffsetTimeOriginal))).astimezone(UTC)
    return None


def _offset(written: object) -> timezone:
    with suppress(ValueError, AttributeError):
        found = datetime.strptime(str(written).strip("\0 "), "%z").tzinfo
        return found if isinstance(found, timezone) else _BANGKOK
    return _BANGKOK


def _taken_where(exif: Image.Exif) -> LonLat | None:
    """Where the camera says it was, in Thailand's box; a camera without a fix writes zeros."""
    with suppress(*_DAMAGE, BadInput):
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        lat = _degrees(gps[ExifTags.GPS.GPSLatitude], gps.get(ExifTags.GPS.GPSLatitudeRef), "S")
        lon = _degrees(gps[ExifTags.GPS.GPSLongitude], gps.get(ExifTags.GPS.GPSLongitudeRef), "W")
        place = LonLat.parse(lon, lat)
        return place if THAILAND.contains(place) else None
    return None


def _degrees(written: Any, side: object, negative: str) -> float:
    degrees, minutes, seconds = (float(part) for part in written)
    value = degrees + minutes / 60 + seconds / 3600
    return round(-value if str(side).strip("\0 ").upper() == negative else value, 7)
