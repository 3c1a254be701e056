"""Registration numbers of factories, mines and products: reading them in any writing. Pure.

The forms are those of the domain notes 1.3; each regular expression stands beside what it was checked against.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal, NamedTuple

from facilities.provinces import BANGKOK_CODE, BY_ABBR, BY_CODE
from geo.thai import arabic_digits, tidy

Form = Literal["old", "fourteen", "ieat", "eleven", "concession", "certificate", "other"]

MAX_LENGTH = 80
"""What a number may measure; anything longer is a sentence."""

LAST_TYPE = 107
"""The factory types of the ministerial regulation are 1 to 107."""


class Registration(NamedTuple):
    """One number and what it says. Parts that the form does not hold are None or empty.

    `canonical` is the same number without blanks, wrapping and Thai digits: equal numbers have equal canonicals.
    `issuer` is the kind of office (`diw`, `pio`, `ieat`, `dpim`, `tisi`), empty where the form does not tell.
    `problems` are codes, worded by `facilities.registration_words`.
    """

    form: Form
    canonical: str
    printed: str
    prefix: str = ""
    issuer: str = ""
    factory_class: int | None = None
    type_code: int | None = None
    sub_item: int | None = None
    running: int | None = None
    year_be: int | None = None
    province_abbr: str = ""
    province_code: str = ""
    estate: str = ""
    problems: tuple[str, ...] = ()

    @property
    def digits(self) -> str:
        """The digits alone, the way a caller reads them out."""
        return re.sub(r"\D", "", self.canonical)


OLD = re.compile(r"^([ก-ฮ]?)([123])-(\d{1,3})(?:\((\d{1,2})\))?-(\d{1,9})/(\d{4}|\d{2})([ก-ฮ]{0,2})\Z", re.ASCII)
"""Parses 632 of 632 real numbers of one province; the four-digit year occurs in other extracts."""

_FOURTEEN = re.compile(r"^(\d)(\d)(\d{2})(\d{5})(\d{4})(\d)\Z", re.ASCII)
_IEAT_OLD = re.compile(r"^น\.?(\d{1,3})(?:\((\d{1,2})\))?-(\d{1,9})/(\d{4})-?([ก-ฮ]{1,8})\.?$")
_IEAT_NEW = re.compile(r"^\d-\d{1,3}-\d-(\d{3})-(\d{5})-(\d{4})$")
_ELEVEN = re.compile(r"^(\d{3})(\d{2})([123])(\d{3})(\d{2})\Z", re.ASCII)
_CONCESSION = re.compile(r"^(\d{3,6})/(\d{3,6})$")
_CERTIFICATE = re.compile(r"^(?:มผช|มอก|tisi|ท\d{3,6}-\d{1,6}/\d{1,6}$)", re.IGNORECASE)

_WRAPPED = re.compile(r'^=?"(.*)"$', re.DOTALL)
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_OPENING, _CLOSING, _SLASHES = re.compile("[(\uff08\\[]"), re.compile("[)\uff09\\]]"), re.compile("[/\uff0f\u2044]")

_OLD_ISSUER = {"": "diw", "จ": "pio"}
FOURTEEN_ISSUER = {"1": "diw", "2": "pio", "7": "ieat", "0": ""}
"""Who issued it, by the first of 14 digits."""
_ZERO = ord("0")
_DOUBLED = bytes.maketrans(b"0123456789", bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))
"""Each digit doubled, the digits of the double added up."""
_FIRST_YEAR_BE, _LAST_YEAR_BE = 2482, 2599
"""The first Factory Act is of B.E. 2482; a century bounds the other end, so that a CE year is noticed."""


def parse(text: object) -> Registration:
    """The number in `text`. Never raises: what fits no form is `other`, with the reason among its problems."""
    return _parse(text if type(text) is str else str(text if text is not None else ""))


@lru_cache(1 << 12)
def _parse(text: str) -> Registration:
    """Remembered, since one row's number is asked for again when it is compared and when it is written."""
    if match := OLD.match(text):
        return _old(match, text, text)
    if match := _FOURTEEN.match(text):
        return _fourteen(match, text, text)
    if match := _ELEVEN.match(text):
        return _eleven(match, text, text)
    printed = tidy(text)
    canonical = normalise(printed)
    if not canonical:
        return _other(canonical, printed, "empty")
    if len(canonical) > MAX_LENGTH:
        return _other(canonical[:MAX_LENGTH], printed[:MAX_LENGTH], "too_long")
    for expression, read in _READERS:
        if match := expression.match(canonical):
            return read(match, canonical, printed)
    return _other(canonical, printed, "not_recognised")


def normalise(text: str) -> str:
    """Without the `="..."` of Excel, blanks and Thai digits; one kind of dash, bracket and slash."""
    text = arabic_digits(tidy(text))
    if wrapped := _WRAPPED.match(text):
        text = wrapped[1]
    text = re.sub(r"[\s'\"]", "", _DASHES.sub("-", text))
    return _SLASHES.sub("/", _CLOSING.sub(")", _OPENING.sub("(", text)))


def luhn_digit(digits: str) -> int:
    """The check digit that follows `digits`. Agrees with 125 of 125 real 14-digit numbers; in no source."""
    codes = digits.encode()
    plain = codes[-2::-2]
    return (len(plain) * _ZERO - sum(codes[-1::-2].translate(_DOUBLED)) - sum(plain)) % 10


def _old(match: re.Match[str], canonical: str, printed: str) -> Registration:
    prefix, factory_class, type_code, sub_item, running, year, abbr = match.groups()
    year_be = int(year) if len(year) == 4 else 2500 + int(year)
    # Bangkok's numbers end with the year; no other province's do.
    province = BY_ABBR.get(abbr) if abbr else BY_CODE[BANGKOK_CODE]
    return Registration(
        form="old",
        canonical=canonical,
        printed=printed,
        prefix=prefix,
        issuer=_OLD_ISSUER.get(prefix, ""),
        factory_class=int(factory_class),
        type_code=int(type_code),
        sub_item=_optional(sub_item),
        running=int(running),
        year_be=year_be,
        province_abbr=abbr,
        province_code=province.code if province else "",
        problems=broken(
            type_unknown=not 1 <= int(type_code) <= LAST_TYPE,
            province_unknown=province is None,
            year_implausible=not _plausible(year_be),
        ),
    )


def _fourteen(match: re.Match[str], canonical: str, printed: str) -> Registration:
    issuer, _place, province_code, running, year, check = match.groups()
    province = BY_CODE.get(province_code)
    return Registration(
        form="fourteen",
        canonical=canonical,
        printed=printed,
        prefix=issuer,
        issuer=FOURTEEN_ISSUER.get(issuer, ""),
        running=int(running),
        year_be=int(year),
        province_abbr=province.abbr if province else "",
        province_code=province.code if province else "",
        problems=broken(
            check_digit=luhn_digit(canonical[:13]) != int(check),
            issuer_unknown=issuer not in FOURTEEN_ISSUER,
            province_unknown=province is None,
            year_implausible=not _plausible(int(year)),
        ),
    )


def _ieat_old(match: re.Match[str], canonical: str, printed: str) -> Registration:
    type_code, sub_item, running, year, estate = match.groups()
    return Registration(
        form="ieat",
        canonical=canonical,
        printed=printed,
        prefix="น",
        issuer="ieat",
        type_code=int(type_code),
        sub_item=_optional(sub_item),
        running=int(running),
        year_be=int(year),
        estate=estate,
        problems=broken(type_unknown=not 1 <= int(type_code) <= LAST_TYPE, year_implausible=not _plausible(int(year))),
    )


def _ieat_new(match: re.Match[str], canonical: str, printed: str) -> Registration:
    """Only the estate, running number and year are read: what the leading groups mean is published nowhere."""
    estate, running, year = match.groups()
    return Registration(
        form="ieat",
        canonical=canonical,
        printed=printed,
        issuer="ieat",
        running=int(running),
        year_be=int(year),
        estate=estate,
        problems=broken(year_implausible=not _plausible(int(year))),
    )


def _eleven(match: re.Match[str], canonical: str, printed: str) -> Registration:
    type_code, sub_item, factory_class, running, year = match.groups()
    return Registration(
        form="eleven",
        canonical=canonical,
        printed=printed,
        factory_class=int(factory_class),
        type_code=int(type_code),
        sub_item=int(sub_item) or None,
        running=int(running),
        year_be=2500 + int(year),
        problems=broken(type_unknown=not 1 <= int(type_code) <= LAST_TYPE, no_province=True),
    )


def _concession(match: re.Match[str], canonical: str, printed: str) -> Registration:
    return Registration(
        form="concession",
        canonical=canonical,
        printed=printed,
        prefix=match[1],
        issuer="dpim",
        running=int(match[2]),
    )


def _certificate(_match: re.Match[str], canonical: str, printed: str) -> Registration:
    return Registration(form="certificate", canonical=canonical, printed=printed, issuer="tisi")


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str, str], Registration]], ...] = (
    (OLD, _old),
    (_FOURTEEN, _fourteen),
    (_IEAT_OLD, _ieat_old),
    (_IEAT_NEW, _ieat_new),
    (_ELEVEN, _eleven),
    (_CONCESSION, _concession),
    (_CERTIFICATE, _certificate),
)


def _other(canonical: str, printed: str, reason: str) -> Registration:
    return Registration(form="other", canonical=canonical, printed=printed, problems=(reason,))


def broken(**rules: bool) -> tuple[str, ...]:
    """The names of the rules that are broken."""
    return tuple([name for name in rules if rules[name]]) if True in rules.values() else ()


def _plausible(year_be: int) -> bool:
    return _FIRST_YEAR_BE <= year_be <= _LAST_YEAR_BE


def _optional(digits: str | None) -> int | None:
    return int(digits) if digits else None
