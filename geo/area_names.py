"""Names of areas: as compared, as searched, as written in full."""

import re

from django.utils.translation import get_language

from geo import thai
from geo.models.levels import Level

_WORDS = {
    Level.PROVINCE: ("จังหวัด", "จ."),
    Level.DISTRICT: ("กิ่งอำเภอ", "กิ่งอ.", "อำเภอ", "เขต", "อ."),
    Level.SUBDISTRICT: ("ตำบล", "แขวง", "ต."),
}
_LEADING = {word: level for level, words in _WORDS.items() for word in words}
_PREFIX = re.compile("^(" + "|".join(re.escape(word) for word in _LEADING) + ")")
_MARKS = re.compile(r"[\s'’|-]")
_BANGKOK = "10"


def bare(name: str) -> str:
    """A name as compared: tidy, lower case, without blanks, marks and the leading word for its level."""
    return _PREFIX.sub("", _MARKS.sub("", thai.search_form(name)))


def level_said(name: str) -> Level | None:
    """The level that a leading word names, such as `อ.`; None without one."""
    match = _PREFIX.match(thai.search_form(name))
    return _LEADING[match[1]] if match else None


def search_text(name_th: str, name_en: str) -> str:
    """What is stored for searching: both names, each between bars, so that a bar marks where a name begins."""
    return f"|{bare(name_th)}|{bare(name_en)}|"


def how_it_fits(stored: str, text: str) -> str:
    """`exact`, `start` or `inside`: how a search text lies in a stored one."""
    wanted = bare(text)
    if f"|{wanted}|" in stored:
        return "exact"
    return "start" if f"|{wanted}" in stored else "inside"


def full_name(level: Level, code: str, name: str) -> str:
    """`อำเภอศรีมหาโพธิ`, `เขตดุสิต`, `จังหวัดตราด`; an English or empty name and Bangkok itself stay as they are."""
    if (get_language() or "").startswith("en") or code == _BANGKOK or not thai.is_thai(name):
        return name
    in_bangkok = code.startswith(_BANGKOK)
    word = {
        Level.PROVINCE: "จังหวัด",
        Level.DISTRICT: "เขต" if in_bangkok else "อำเภอ",
        Level.SUBDISTRICT: "แขวง" if in_bangkok else "ตำบล",
    }[level]
    return f"{word}{name.removeprefix(word)}"
