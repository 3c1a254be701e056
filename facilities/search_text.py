"""What the search looks through: one text per facility, in a form in which likely misspellings are equal.

Thai is folded by its sounds: tone marks and the other silent marks go, letters of one sound become one (ศ ษ ส, ณ น,
ใ ไ ...), ํา and เเ become ำ and แ. Forgiving the commonest slips so costs nothing when searching, and a text without
marks makes a smaller index. Legal forms go from both ends of names: half the register holds them, so they find
nothing and cost most.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facilities.models import Facility
    from facilities.new_facility import NewFacility

_GONE = " .,'\"()[]-_:;“”‘’–็่้๊๋์ฺๆฯ\u00a0"
_SOUNDS = str.maketrans("ศษณฬฎฏฐฑธภญฆฌใๅ๐๑๒๓๔๕๖๗๘๙", "สสนลดตถททพยคชไา0123456789")
_PAIRS = (("ํา", "ำ"), ("ํ", ""), ("เเ", "แ"), *((vowel * 2, vowel) for vowel in "ัิีึืุู"))
_INVISIBLE = re.compile("[\x00-\x1f\x7f\u00ad\u2000-\u200f\u2028\u2029\u202f\u2060\u3000\ufeff\ud800-\udfff]")

# One Thai code page, because translating its 256 letters takes a twentieth of the time that str.translate takes, and
# a load composes a text for each of 300,000 rows. What has no place in it goes the slower way round.
_CODE_PAGE = "cp874"
_TABLE = bytes(
    byte.decode(_CODE_PAGE, "replace").translate(_SOUNDS).lower().encode(_CODE_PAGE, "replace")[0]
    if byte.decode(_CODE_PAGE, "ignore")
    else byte[0]
    for byte in (bytes([number]) for number in range(256))
)
_GONE_BYTES = _GONE.encode(_CODE_PAGE) + bytes([*range(32), 127])


def fold(text: str) -> str:
    """The form that is stored and searched: lower case, no blanks, no punctuation but `/`, Thai by its sounds."""
    try:
        text = text.encode(_CODE_PAGE).translate(_TABLE, _GONE_BYTES).decode(_CODE_PAGE)
    except UnicodeEncodeError:
        text = _folded_slowly(text)
    for written, heard in _PAIRS:
        text = text.replace(written, heard)
    return text


def _folded_slowly(text: str) -> str:
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).translate(_SOUNDS).lower()
    return text.translate(_NOTHING)


_NOTHING = dict.fromkeys(map(ord, _GONE))

LEADING = tuple(map(fold, ("บริษัท", "ห้างหุ้นส่วนจำกัด", "ห้างหุ้นส่วนสามัญ", "ห้างหุ้นส่วน", "หจก.", "บจก.", "บมจ.", "โรงงาน")))
TRAILING = tuple(
    map(
        fold,
        (
            "จำกัด(มหาชน)",
            "จำกัด",
            "(มหาชน)",
            "Public Company Limited",
            "Company Limited",
            "Co., Ltd.",
            "Limited Partnership",
            "Ltd., Part.",
            "Limited",
            "Ltd.",
        ),
    )
)


def bare(folded: str) -> str:
    """A folded name without its legal form; the name as it is where nothing else would be left."""
    kept = folded
    while kept.startswith(LEADING):
        kept = kept.removeprefix(next(word for word in LEADING if kept.startswith(word)))
    while kept.endswith(TRAILING):
        kept = kept.removesuffix(next(word for word in TRAILING if kept.endswith(word)))
    return kept or folded


NAMES = ("name_th", "name_en", "operator_th")
PLACES = ("address_th", "subdistrict_th", "district_th", "province_th", "estate_name_th")
"""The first is another one for nearly every site, the others come again and again."""


def text_of(held: "Facility | NewFacility") -> str:
    """What is stored in `search_text` of a facility."""
    return compose([getattr(held, name) for name in NAMES], [getattr(held, name) for name in PLACES])


def compose(names: Iterable[str], places: Sequence[str]) -> str:
    """The text of one facility: its names, a line break, its places, each between blanks, none twice.

    So ` x ` fits a whole name, ` x` the start of one, and a trigram index answers either. Numbers are not in it:
    they are found by their own indexes. Takes about 6 microseconds.
    """
    called = dict.fromkeys(map(bare, filter(None, fold("|".join(names)).split("|"))))
    stands = dict.fromkeys(filter(None, (*map(fold, places[:1]), *map(_area, places[1:]))))
    return f" {' '.join(called)} \n {' '.join(stands)} "


@lru_cache(maxsize=50_000)
def _area(text: str) -> str:
    return fold(text)
