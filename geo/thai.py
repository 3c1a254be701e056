"""Thai writing: digits, invisible and doubled marks, Buddhist-era dates."""

import re
import unicodedata
from datetime import date

_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_THAI_DIGIT = re.compile("[๐-๙]")
# NUL is here because PostgreSQL's text cannot hold it, half surrogates because UTF-8 cannot.
_INVISIBLE = re.compile("[\x00\u00ad\u200b-\u200f\u2060\ufeff\ud800-\udfff]")
_DOUBLED_MARK = re.compile("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1+")
_SPLIT_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")

BUDDHIST_ERA_OFFSET = 543


def arabic_digits(text: str) -> str:
    """๐-๙ as 0-9; everything else as it is."""
    # Few texts hold any, and translating takes ten times as long as looking.
    return text.translate(_DIGITS) if not text.isascii() and _THAI_DIGIT.search(text) else text


def is_thai(text: str) -> bool:
    """Whether any letter of it is Thai."""
    return any("\u0e01" <= letter <= "\u0e3a" for letter in text)


def tidy(text: str) -> str:
    """One spelling for one word: NFC, no invisible marks, no doubled vowel or tone marks, ํา and ํ้า as ำ and ้ำ."""
    if text.isascii() and "\0" not in text:
        return " ".join(text.split())
    # Invisible marks go first: they keep NFC from putting the marks around them in order.
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    text = _SPLIT_AM.sub("\\1\u0e33", text)
    return " ".join(_DOUBLED_MARK.sub(r"\1", text).split())


def tidy_lines(text: str) -> str:
    """The same line by line: line breaks stay, blank lines at both ends do not."""
    return "\n".join(tidy(line) for line in text.splitlines()).strip()


def search_form(text: str) -> str:
    """What is stored and searched: tidy, arabic digits, lower case, without blanks (Thai writes none)."""
    return arabic_digits(tidy(text)).lower().replace(" ", "")


def buddhist_date(day: date) -> str:
    """`12 มี.ค. 2568`, the way a person reads a date in Thai."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year + BUDDHIST_ERA_OFFSET}"
