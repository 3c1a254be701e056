"""What people type to find a site of the register: parts of names, slips of the hand, numbers as they have them."""

import random
from collections.abc import Callable
from dataclasses import dataclass

_TONES = "่้๊๋"
_NEAR_KEYS = "กดเาสวงฟหพะัีรนยบลทมคตจขชผปแอิืใไ"
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@dataclass(frozen=True, slots=True)
class Site:
    """What the makers of queries take from a site; its id is what a search should bring up."""

    id: int
    name: str
    name_en: str
    province: str
    subdistrict: str
    number: str
    fourteen: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A query for one site. `meant` is the same without slips, empty where only the text itself counts."""

    kind: str
    text: str
    meant: str
    site: Site


def queries(sites: list[Site], count: int, rng: random.Random) -> list[Asked]:
    """`count` queries in the shares of `_MAKERS`, in random order."""
    kinds = [kind for kind, (share, _make) in _MAKERS.items() for _ in range(share)]
    wanted = [kinds[place * len(kinds) // count] for place in range(count)]
    made = [_made(kind, sites, rng) for kind in wanted]
    rng.shuffle(made)
    return made


def _made(kind: str, sites: list[Site], rng: random.Random) -> Asked:
    while True:
        site = rng.choice(sites)
        if said := _MAKERS[kind][1](site, rng):
            text, meant = said
            return Asked(kind, text, meant, site)


Said = tuple[str, str] | None


def _part(site: Site, rng: random.Random) -> Said:
    length = rng.randint(6, 12)
    start = rng.randint(0, max(len(site.name) - length, 0))
    text = site.name[start : start + length].strip()
    return (text, text) if len(text) > 4 else None


def _whole(site: Site, rng: random.Random) -> Said:
    return site.name, site.name


def _slip(site: Site, rng: random.Random) -> Said:
    """One letter wrong, missing, doubled, or exchanged with its neighbour; or a tone mark wrong or missing."""
    name, at = site.name, rng.randrange(1, len(site.name) - 1)
    slips = [
        name[:at] + rng.choice(_NEAR_KEYS) + name[at + 1 :],
        name[:at] + name[at + 1 :],
        name[:at] + name[at] + name[at:],
        name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :],
    ]
    if tones := [place for place, letter in enumerate(name) if letter in _TONES]:
        at = rng.choice(tones)
        slips += [name[:at] + name[at + 1 :], name[:at] + rng.choice(_TONES) + name[at + 1 :]]
    return rng.choice(slips), name


def _number(site: Site, rng: random.Random) -> Said:
    number = site.number
    writings = [
        number,
        number.lstrip("กขคจนศ"),
        " ".join(number.replace("-", " - ").split()),
        number.translate(_THAI_DIGITS),
        f'="{number}"',
        "".join(letter for letter in number if letter.isdigit()),
        number[: max(len(number) * 3 // 4, 6)],
    ]
    text = rng.choice([*writings, site.fourteen, site.fourteen] if site.fourteen else writings)
    return text, text


def _two_words(site: Site, rng: random.Random) -> Said:
    words = [site.name[: rng.randint(4, 9)].strip(), rng.choice((site.province, site.subdistrict))]
    rng.shuffle(words)
    return " ".join(words), " ".join(words)


def _english(site: Site, rng: random.Random) -> Said:
    words = site.name_en.split()[:3]
    return (" ".join(words), " ".join(words)) if len(words) > 1 else None


def _short(site: Site, rng: random.Random) -> Said:
    return site.name[: rng.randint(1, 2)], ""


def _nasty(site: Site, rng: random.Random) -> Said:
    return rng.choice(("โรงงาน", "บริษัท", "จำกัด", site.province, "หมู่ 1", "พลาสติก", "ถ.มิตรภาพ", "co ltd")), ""


_MAKERS: dict[str, tuple[int, Callable[[Site, random.Random], Said]]] = {
    "part of a name": (20, _part),
    "whole name": (8, _whole),
    "with a slip": (20, _slip),
    "number": (22, _number),
    "two words": (14, _two_words),
    "English": (6, _english),
    "one or two letters": (5, _short),
    "what half the register holds": (5, _nasty),
}
"""Shares in a hundred."""
