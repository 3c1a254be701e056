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
_FOURTEEN_DIGIT = {"": "1", "จ": "2", "ศ": "0", "น": "7"}
"""The issuer's digit that goes with a prefix, as found in every pair seen; other prefixes are not known to have one."""
_FOURTEEN_ISSUER = {"1": "diw", "2": "pio", "7": "ieat", "0": ""}
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


def agree(
    old: Registration, fourteen: Registration | None = None, eleven: Registration | None = None
) -> tuple[str, ...]:
    """What the writings of one registration contradict each other in, as problem codes; empty where they agree.

    `old` may be any printed form. Running numbers are compared with the 11-digit key only: since about B.E. 2561 those
    of the 14-digit number are a sequence of their own.
    """
    found: list[str] = []
    if fourteen is not None and fourteen.form == "fourteen" and old.form in ("old", "ieat"):
        issuer = _FOURTEEN_DIGIT.get(old.prefix if old.issuer != "ieat" else "น")
        found += _named(
            fourteen_issuer_differs=issuer is not None and fourteen.prefix != issuer,
            fourteen_province_differs=_apart(old.province_code, fourteen.province_code),
            fourteen_year_differs=_apart(old.year_be, fourteen.year_be),
        )
    if eleven is not None and eleven.form == "eleven" and old.form in ("old", "ieat"):
        found += _named(
            eleven_class_differs=_apart(old.factory_class, eleven.factory_class),
            eleven_type_differs=old.type_code is not None
            and (old.type_code, old.sub_item) != (eleven.type_code, eleven.sub_item),
            eleven_year_differs=_apart(old.year_be, eleven.year_be),
            eleven_running_differs=_apart(old.running and old.running % 1000, eleven.running),
        )
    return tuple(found)


def in_accord(old: Registration, fourteen: str, eleven: str) -> bool:
    """Whether the two other writings (digits, or empty) bear out an old number in every part. The quick yes.

    False says only that something may be wrong: parsing them and `agree` then tell what.
    """
    return (
        old.form == "old"
        and (not fourteen or _fourteen_accords(old, fourteen))
        and (not eleven or _eleven_accords(old, eleven))
    )


def _fourteen_accords(old: Registration, digits: str) -> bool:
    return (
        len(digits) == 14
        and digits[2:4] == old.province_code
        and digits[9:13] == str(old.year_be)
        and digits[0] == (_FOURTEEN_DIGIT.get(old.prefix) or digits[0])
        and digits[0] in _FOURTEEN_ISSUER
        and luhn_digit(digits[:13]) == int(digits[13])
    )


def _eleven_accords(old: Registration, digits: str) -> bool:
    running, year_be = old.running or 0, old.year_be or 0
    written = f"{old.type_code:03d}{old.sub_item or 0:02d}{old.factory_class}{running % 1000:03d}{year_be % 100:02d}"
    return digits == written


def _apart(one: object, other: object) -> bool:
    """Whether both are stated and differ."""
    return bool(one and other and one != other)


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
        problems=_named(
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
        issuer=_FOURTEEN_ISSUER.get(issuer, ""),
        running=int(running),
        year_be=int(year),
        province_abbr=province.abbr if province else "",
        province_code=province.code if province else "",
        problems=_named(
            check_digit=luhn_digit(canonical[:13]) != int(check),
            issuer_unknown=issuer not in _FOURTEEN_ISSUER,
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
        problems=_named(type_unknown=not 1 <= int(type_code) <= LAST_TYPE, year_implausible=not _plausible(int(year))),
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
        problems=_named(year_implausible=not _plausible(int(year))),
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
        problems=_named(type_unknown=not 1 <= int(type_code) <= LAST_TYPE, no_province=True),
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


def _named(**rules: bool) -> tuple[str, ...]:
    """The names of the rules that are broken."""
    return tuple([name for name in rules if rules[name]]) if True in rules.values() else ()


def _plausible(year_be: int) -> bool:
    return _FIRST_YEAR_BE <= year_be <= _LAST_YEAR_BE


def _optional(digits: str | None) -> int | None:
    return int(digits) if digits else None
