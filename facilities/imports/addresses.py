"""Written addresses: one line, the province, the key by which licences of one site find each other. Pure."""

import re
from functools import lru_cache
from hashlib import blake2b

from facilities.imports.profile import Reading
from facilities.provinces import BY_NAME_TH, Province
from geo.thai import arabic_digits

APART_M = 500.0
"""Licences at one address that lie farther from the one that founds the site are of other sites.

Points within a real site differ by 4 m in the median, and large works measure some hundreds of metres; an address in
words, often no more than a moo and a subdistrict, reaches over kilometres. The centre of an area tells nothing of this.
"""

MOST_OF_A_SITE = 200
"""An address with more rows than this groups nothing: the largest real site holds 21 licences, so it is a head office
or a word that stands for an address. It also bounds what has to be read together."""

_PARTS = (("", "house"), ("ม.", "moo"), ("ซ.", "soi"), ("ถ.", "road"), ("", "postcode"))
_LEADING = re.compile(r"^(?:จังหวัด|จ\.|อำเภอ|กิ่งอำเภอ|อ\.|เขต|ตำบล|ต\.|แขวง)\s*(?=\S)")
_OTHER_NAMES = {
    "กรุงเทพ": "กรุงเทพมหานคร",
    "กรุงเทพฯ": "กรุงเทพมหานคร",
    "กทม.": "กรุงเทพมหานคร",
    "กทม": "กรุงเทพมหานคร",
    "อยุธยา": "พระนครศรีอยุธยา",
}
_LEGAL_STARTS = (
    "บริษัท", "บมจ", "บจก", "บจ.", "หจก", "ห้างหุ้นส่วน", "หสน", "สหกรณ์", "ชุมนุมสหกรณ์", "วิสาหกิจ", "รัฐวิสาหกิจ", "องค์การ",
    "การนิคม", "การไฟฟ้า", "การยาง", "การประปา", "กลุ่ม", "กรม", "มูลนิธิ", "มหาวิทยาลัย", "โรงพยาบาล", "เทศบาล",
)  # fmt: skip
_LEGAL_ENDS = ("จำกัด", "(มหาชน)", "limited", "ltd.", "ltd", "plc", "plc.", "inc.")
_MARKS = re.compile(r"[\s.,'\"()-]+")
_DIGIT = re.compile(r"\d")
_THAI_DIGITS = re.compile("[๐-๙]")
_SAME_FIRM = (
    *((mark, "") for mark in " .,'\"()-"),
    *((word, "") for word in ("บริษัท", "บมจ", "บจก", "จำกัด", "มหาชน")),
    ("ห้างหุ้นส่วน", "หส"),
    ("หจก", "หส"),
)


def line(reading: Reading) -> str:
    """House, moo, soi, road and postcode as one line."""
    read = reading.fields
    return " ".join([sign + read[name] for sign, name in _PARTS if read.get(name)])[:400]


@lru_cache(4096)
def province_named(written: str) -> Province | None:
    """The province of a name in any usual spelling."""
    return BY_NAME_TH.get(written) or BY_NAME_TH.get(bare(written))


@lru_cache(1 << 15)
def bare(written: str) -> str:
    """An area's name without the word for its level, blanks inside, and short forms of Bangkok and Ayutthaya."""
    name = _LEADING.sub("", written).replace(" ", "")
    return _OTHER_NAMES.get(name, name)


def province_code(reading: Reading, numbered: str) -> str:
    """The stated province's code, else that of the number; what does not agree becomes a problem."""
    written = reading.fields.get("province") or ""
    stated = province_named(written) if written else None
    if stated is None:
        if written:
            reading.complain("province_unknown", "province", written)
        return numbered
    if numbered and numbered != stated.code:
        reading.complain("province_differs", "province", written, numbered)
    return stated.code


def site_key(operator: str, reading: Reading) -> str:
    """Digest of a named legal person, house number, moo and areas; empty where any of them is not stated.

    Names of areas instead of their codes: a key must not change because other boundaries came into force.
    """
    read = reading.fields
    house, subdistrict, province = read.get("house"), read.get("subdistrict"), read.get("province")
    if not (operator and house and subdistrict and province and _is_legal_person(operator)):
        return ""
    if not _DIGIT.search(house):
        return ""
    house, moo, district = arabic_digits(house), arabic_digits(read.get("moo") or ""), read.get("district") or ""
    areas = f"{bare(subdistrict)}|{bare(district)}|{bare(province)}"
    key = f"{_operator(operator)}|{_MARKS.sub('', house)}|{moo}|{areas}"
    return blake2b(key.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _is_legal_person(operator: str) -> bool:
    return operator.startswith(_LEGAL_STARTS) or operator.lower().endswith(_LEGAL_ENDS)


@lru_cache(1 << 14)
def _operator(name: str) -> str:
    """As compared: blanks, marks and the words for the legal form do not tell two firms apart."""
    plain = (arabic_digits(name) if _THAI_DIGITS.search(name) else name).lower()
    for word, short in _SAME_FIRM:
        plain = plain.replace(word, short)
    return plain
