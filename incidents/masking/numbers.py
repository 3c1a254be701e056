"""Numbers of persons and of telephones.

Numbering plan: 02 Bangkok, 03x to 05x and 07x the provinces (nine digits); 06, 08 and 09 mobile (ten). Any other nine
or ten digits that begin with 0 go too where nothing but dashes parts them.
"""

import re

from incidents.masking.rule import DIGITS, GAP, Hide, verbose

_NOT_DIGITS = re.compile(r"[^0-9]")
_ID, _PHONE = "เลขประจำตัว", "โทรศัพท์"


def is_personal_id(text: str) -> bool:
    """13 digits, however grouped, whose last one checks the others (mod 11, weights 13 to 2)."""
    digits = [int(digit) for digit in _NOT_DIGITS.sub("", text)]
    if len(digits) != 13:
        return False
    total = sum(weight * digit for weight, digit in zip(range(13, 1, -1), digits, strict=False))
    return (11 - total % 11) % 10 == digits[12]


_MORE = r"(?:\s?(?:-|ถึง|,)\s?\d{1,2}(?![\d.]))?(?:\s*(?:ต่อ|ext\.?)\s*\d{1,5})?"
"""The last number of a row of lines, and the extension."""

RULES = (
    Hide(_ID, DIGITS, verbose(rf"(?P<it>(?<!\d)[1-8](?:{GAP}\d){{12}}(?!\d|-\d))"), is_personal_id),
    Hide(
        _ID,
        ("บัตร", "ประชาชน", "พาสปอร์ต", "passport"),
        verbose(
            r"""(?:บัตรประชาชน|บัตร\s?ปชช\.?|เลขบัตร|ประจำตัวประชาชน|พาสปอร์ต|passport)
            [^\d\n]{0,15}?(?P<it>[a-z]{0,2}\d[\d\s-]{5,20}\d)"""
        ),
    ),
    Hide(
        _PHONE, ("66",), verbose(rf"(?P<it>(?:\+|(?<!\d)00)\s?66{GAP}(?:\(?0\)?{GAP})?[2-9](?:{GAP}\d){{7,8}}(?!\d))")
    ),
    Hide(_PHONE, ("66",), verbose(rf"(?P<it>(?<!\d)66{GAP}[2-9](?:{GAP}\d){{7,8}}(?!\d))")),
    Hide(_PHONE, ("0",), verbose(rf"(?P<it>\(?(?<!\d)0(?!\.){GAP}[689](?:{GAP}\d){{8}}(?!\d))")),
    Hide(_PHONE, ("0",), verbose(rf"(?P<it>\(?(?<!\d)0(?!\.){GAP}[2-57](?:{GAP}\d){{7}}{_MORE}(?!\d))")),
    Hide(_PHONE, ("0",), verbose(r"(?P<it>(?<!\d)0-?[1-9](?:-?\d){7,8}(?!\d))")),
    Hide(
        _PHONE,
        ("โทร", "เบอร์", "มือถือ", "ติดต่อ", "phone", "tel", "mobile", "call"),
        verbose(
            rf"""(?:โทร(?:ศัพท์|\.)?|เบอร์|มือถือ|ติดต่อ|phone|tel\.?|mobile|call)
            [^\d\n]{{0,15}}(?P<it>\d(?:{GAP}\d){{6,9}}(?!\d))"""
        ),
    ),
)
