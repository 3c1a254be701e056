"""Licence plates of vehicles: 1กข 1234, กข 1234, 70-1234."""

from incidents.masking.rule import DIGITS, Hide, verbose

_WORD = "ทะเบียนรถ"
# Two consonants that are a unit or a word of their own before a number.
_NOT = "(?!กม|ซม|มม|กก|ชม|ลบ|ตร|นท|คน|ขน|วน|จน|บน|รถ|ลง|ตก|นก|กบ|มอ|อก|ผล|ทน|พบ|กว|ปี)"

RULES = (
    Hide(
        _WORD,
        ("ทะเบียน", "ป้าย", "เลขรถ"),
        verbose(
            r"""(?:ป้ายทะเบียน|ทะเบียน|ป้าย|เลขรถ)\s*(?:รถ)?\s*(?:เลขที่|เลข|คือ|:)?\s*
            (?P<it>\d?[ก-ฮ]{1,3}[\s-]{0,3}\d{1,4}(?![\d(]|-\d)|\d{2}\s?-\s?\d{4}(?!\d))"""
        ),
    ),
    Hide(_WORD, DIGITS, verbose(rf"(?P<it>(?<!\d)[1-9]{_NOT}[ก-ฮ]{{2}}[\s-]{{0,3}}\d{{1,4}}(?![\d.,/]))")),
    Hide(
        _WORD,
        ("รถ",),
        verbose(rf"รถ[^\d\n]{{0,25}}\s(?P<it>{_NOT}[ก-ฮ]{{2}}[\s-]{{1,3}}\d{{1,4}}(?![\d.,/])|\d{{2}}-\d{{4}}(?!\d))"),
    ),
)
