"""Invented pictures: patterns with the things that cameras write beside them."""

import random
from io import BytesIO
from typing import Any

from PIL import ExifTags, Image


def a_picture(width: int = 320, height: int = 240, *, seed: int = 1, mode: str = "RGB") -> Image.Image:
    """Coarse patches, so that pictures of two seeds look different at every scale."""
    chance = random.Random(seed)
    patches = Image.frombytes("RGB", (8, 6), bytes(chance.randrange(256) for _ in range(8 * 6 * 3)))
    return patches.resize((width, height), Image.Resampling.NEAREST).convert(mode)


def a_file(
    image: Image.Image | None = None, *, kind: str = "JPEG", exif: Image.Exif | None = None, **how: Any
) -> bytes:
    """The bytes of a picture file."""
    file = BytesIO()
    extra = {"exif": exif} if exif is not None else {}
    (image or a_picture()).save(file, kind, **extra, **how)
    return file.getvalue()


def an_exif(
    *, lat: float | None = 13.5234, lon: float = 101.5123, at: str = "2026:03:12 09:00:00", **tags: Any
) -> Image.Exif:
    """What a telephone writes: place, time, the way it was held."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = tags.get("orientation", 1)
    exif[ExifTags.Base.ImageDescription] = "ถ่ายโดยนายทดสอบ"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = at
    if lat is not None:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: _parts(lat), 3: "E", 4: _parts(lon)})
    return exif


def _parts(degrees: float) -> tuple[float, float, float]:
    whole, rest = divmod(degrees * 60, 60)
    return whole, float(int(rest)), round((rest - int(rest)) * 60, 4)
