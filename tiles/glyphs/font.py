"""The font that the pages bring along: its files, its weights, its letters as masks."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from PIL import ImageFont

from geo.errors import NotFound

SIZE_PX = 24
"""Of the letters that a style's glyphs are made of."""

FINE = 4
"""Letters are drawn so many times larger to measure distances on."""

WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
FAMILY = "Noto Sans Thai"

_FILES = {
    range(0, 256): "latin",
    range(256, 512): "latin-ext",
    range(0x0E00, 0x0F00): "thai",
    range(8192, 8448): "latin",
}
"""Which file holds which letters; the font has no others that a map of Thailand writes."""

_NOT_A_LETTER = "\uffff"


@dataclass(frozen=True)
class Letter:
    """`mask` is `height` rows of `width` bytes, `FINE` times larger; `left`, `top` and `advance` are so too.

    `top` is how far the mask's upper edge lies above the line that letters stand on.
    """

    code: int
    mask: bytes
    width: int
    height: int
    left: int
    top: int
    advance: float


def weight_of(stack: str) -> str:
    """The name of the weight of a font stack's first font. Raises `NotFound` for a font that we do not bring."""
    name = stack.split(",")[0]
    weight = name.removeprefix(f"{FAMILY} ")
    if weight not in WEIGHTS or not name.startswith(FAMILY):
        names = ", ".join(f"{FAMILY} {known}" for known in WEIGHTS)
        raise NotFound(f"There is no such font here; there are {names}", field="fontstack", value=stack)
    return weight


def letters(weight: str, first: int) -> Iterator[Letter]:
    """Those the font has of 256 codes from `first` on."""
    face = next((_face(name, weight) for codes, name in _FILES.items() if first in codes), None)
    if face is None:
        return
    missing = bytes(face.getmask(_NOT_A_LETTER, mode="L"))
    for code in range(first, first + 256):
        text = chr(code)
        if not text.isprintable() or (code > 32 and bytes(face.getmask(text, mode="L")) == missing):
            continue
        yield _letter(face, code)


def _letter(face: ImageFont.FreeTypeFont, code: int) -> Letter:
    text = chr(code)
    mask = face.getmask(text, mode="L")
    left, top, _right, _bottom = face.getbbox(text, anchor="ls")
    width, height = mask.size
    return Letter(code, bytes(mask), width, height, round(left), -round(top), face.getlength(text))


@cache
def _face(subset: str, weight: str) -> ImageFont.FreeTypeFont | None:
    file = _file(subset)
    if file is None:
        return None
    # Without shaping: a mark by itself would come with a dotted circle.
    face = ImageFont.truetype(file, SIZE_PX * FINE, layout_engine=ImageFont.Layout.BASIC)
    face.set_variation_by_axes([WEIGHTS[weight]])
    return face


def _file(subset: str) -> Path | None:
    """Among the files that pages are served with, in which the build gives it a name of its own."""
    pattern = f"**/noto-sans-thai-{subset}-wght-normal*.woff2"
    found = (file for folder in settings.STATICFILES_DIRS for file in sorted(Path(folder).glob(pattern)))
    return next(found, None)
