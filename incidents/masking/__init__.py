"""Personal data in free text, hidden before anybody but the case's officers reads it. Pure.

Hidden: telephone numbers, ID numbers, house numbers, e-mail and LINE addresses, licence plates, places as coordinates
or map links, and names after a word that says a name follows. Kept: registration numbers of factories, numbers of
juristic persons, lanes and roads, dates, times, measurements. What is doubtful is hidden.
"""

import re
import unicodedata
from collections.abc import Iterator

from incidents.masking import accounts, houses, names, numbers, plates
from incidents.masking.kept import KEPT
from incidents.masking.rule import Hide

MASKING_VERSION = 1
"""Grows with every change of the rules; `manage.py mask_reports` then fills `Report.public_text` anew."""

_RULES = (*accounts.RULES, *numbers.RULES, *houses.RULES, *accounts.HANDLES, *plates.RULES, *names.RULES)
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
        **dict.fromkeys("\u00a0\u2000\u2002\u2003\u2007\u2009\u202f\u3000\t", " "),
        **dict(zip("\uff0b\uff20\uff0e\uff0f\uff08\uff09", "+@./()", strict=True)),
    }
)

Span = tuple[int, int, str]


def masked(text: str) -> str:
    """The text with a word in brackets for everything hidden. Masking it again changes nothing."""
    # What is hidden parts what stood around it, which may then be read anew; every round leaves less to hide.
    while spans := sorted(_spans(_plain(text))):
        text = _without(text, spans)
    return text


def _plain(text: str) -> str:
    """One writing of digits, dashes and blanks, letter for letter: places in it are places in `text`."""
    return _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text).translate(_PLAIN)


def _spans(plain: str) -> Iterator[Span]:
    """What to hide, none overlapping another: the rule that stands first wins."""
    found = [(match.span("it"), rule.word) for rule, match in _matches(plain)]
    taken = [match.span() for pattern in KEPT for match in pattern.finditer(plain)] if found else []
    for (start, end), word in found:
        if not any(start < stop and begin < end for begin, stop in taken):
            taken.append((start, end))
            yield start, end, word


def _matches(plain: str) -> Iterator[tuple[Hide, re.Match[str]]]:
    lower = plain.lower()
    for rule in _RULES:
        if any(cue in lower for cue in rule.cues):
            yield from ((rule, match) for match in rule.pattern.finditer(plain) if rule.holds(match["it"]))


def _without(text: str, spans: list[Span]) -> str:
    parts, after = [], 0
    for start, end, word in spans:
        parts += [text[after:start], f"[{word}]"]
        after = end
    return "".join([*parts, text[after:]])
