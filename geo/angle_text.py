"""Angles as people write them: decimal, or degrees with minutes and seconds, in any marks, letters and digits. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geo import thai

_SPELLINGS = tuple(
    (sign, re.compile(spellings, re.IGNORECASE))
    for sign, spellings in (
        ("°", r"º|˚|องศา|degrees?|deg"),
        ('"', "″|”|“|''|′′|ฟิลิปดา|พิลิปดา"),
        ("'", "′|’|‘|ลิปดา|`|´"),
        ("N", "ละติจูดเหนือ|เหนือ|north"),
        ("E", "ลองจิจูดตะวันออก|ตะวันออก|east"),
        (" ", r"พิกัด|ละติจูด|ลองจิจูด|ลองติจูด|latitude|longitude|lat|lng|long|lon|[()\[\]:=,;/|]"),
    )
)
_LETTER = re.compile(r"(?<![A-Za-z])([nesw])(?![A-Za-z])")
_BETWEEN = re.compile(r"(?<=\d)\s*-\s*(?=\d)")
_NUMBER = r"\d+(?:\.\d+)?"
_MARKED = re.compile(
    rf"""\s*(?P<before>[NESW])?\s*(?P<sign>[+-])?(?P<degrees>{_NUMBER})\s*(?P<mark>°)?
        (?:\s*(?P<minutes>{_NUMBER})\s*'(?:\s*(?P<seconds>{_NUMBER})\s*")?)?\s*(?(before)|(?P<after>[NESW](?![A-Z]))?)\s*""",
    re.VERBOSE,
)
_BARE = re.compile(r"^[\d.\sNESW°'\"]+$")
_PIECE = re.compile(rf"{_NUMBER}|[NESW]")
_DIVISORS = (1, 60, 3600)


@dataclass(frozen=True, slots=True)
class Angle:
    """Signed degrees. `axis` is the compass letter, empty without one; `unit` is the last written digit in degrees.

    `exact`: it has decimals, a mark, a letter or minutes; a bare whole number may be anything.
    """

    degrees: float
    axis: str
    exact: bool
    unit: float


def plain(text: str) -> str:
    """Arabic digits, one sign for each mark, capital compass letters, blanks for words and separators."""
    text = thai.arabic_digits(thai.tidy(text))
    for sign, spellings in _SPELLINGS:
        text = spellings.sub(sign, text)
    return _LETTER.sub(lambda match: match[1].upper(), text)


def angles(text: str, most: int = 2) -> list[Angle]:
    """Every angle of a plain text that holds nothing else and at most so many; else none."""
    return _marked(text, most) or _bare(_BETWEEN.sub(" ", text), most)


def _marked(text: str, most: int) -> list[Angle]:
    """`13.787`, `13°47'13.2"N`, `N13.787`: each number is an angle or bears a mark."""
    found: list[Angle] = []
    at = 0
    while at < len(text):
        match = _MARKED.match(text, at)
        angle = _angle([match["degrees"], match["minutes"], match["seconds"]], match) if match else None
        if match is None or angle is None or match.end() == at or len(found) == most:
            return []
        found.append(angle)
        at = match.end()
    return found


def _angle(written: list[str], match: re.Match[str]) -> Angle | None:
    axis = match["after"] or match["before"] or ""
    numbers = [number for number in written if number]
    # "13° 13.2 seconds" without minutes cannot match; a lone mark makes a whole number exact.
    return _sum(numbers, axis, negative=match["sign"] == "-", exact=bool(match["mark"]))


def _bare(text: str, most: int) -> list[Angle]:
    """`13 47.22 N 101 39.06 E`, `13 47 13.2 101 39 3.6`: one to three numbers for each angle, letters on one side."""
    if not _BARE.match(text):
        return []
    groups = list(_groups(_PIECE.findall(text), most))
    found = [_sum(numbers, axis, negative=False, exact=len(numbers) > 1) for axis, numbers in groups]
    return [angle for angle in found if angle] if 0 < len(found) <= most and all(found) else []


def _groups(pieces: list[str], most: int) -> Iterator[tuple[str, list[str]]]:
    letters = [place for place, piece in enumerate(pieces) if piece in "NESW"]
    if not letters:
        share, rest = divmod(len(pieces), most)
        if rest or not 1 <= share <= 3:
            return
        yield from (("", pieces[start : start + share]) for start in range(0, len(pieces), share))
    elif letters[0] == 0:
        for start, stop in zip(letters, [*letters[1:], len(pieces)], strict=True):
            yield pieces[start], pieces[start + 1 : stop]
    elif letters[-1] == len(pieces) - 1:
        for start, stop in zip([-1, *letters[:-1]], letters, strict=True):
            yield pieces[stop], pieces[start + 1 : stop]


def _sum(numbers: list[str], axis: str, *, negative: bool, exact: bool) -> Angle | None:
    """Only the last number may have decimals; minutes and seconds stay below 60."""
    if not 1 <= len(numbers) <= 3 or any("." in number for number in numbers[:-1]):
        return None
    values = [float(number) for number in numbers]
    if any(value >= 60 for value in values[1:]):
        return None
    degrees = sum(value / divisor for value, divisor in zip(values, _DIVISORS, strict=False))
    unit = 10.0 ** -len(numbers[-1].partition(".")[2]) / _DIVISORS[len(numbers) - 1]
    exact = exact or "." in numbers[0] or bool(axis)
    return Angle(-degrees if negative or axis in ("S", "W") else degrees, axis, exact, unit)
