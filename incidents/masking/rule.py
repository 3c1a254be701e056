"""One rule of what to hide. Patterns are verbose (blanks in them mean nothing) and read one writing of digits.

Thai writes no blanks between words, so that a rule that begins with a word also says what that word must not be
part of (ขอบคุณ, คุณภาพ, นายจ้าง).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

THAI = r"[\u0e01-\u0e3a\u0e40-\u0e4e]"
DIGITS = tuple("0123456789")
GAP = r"[\s.()\-]{0,3}"
"""Between the digits of a number as people group them."""


@dataclass(frozen=True, slots=True)
class Hide:
    """The group `it` goes; `word` stands in its place, in brackets; `holds` looks closer at what was found.

    Without any of the `cues` (lower case) in the text the pattern cannot match: most texts ask few patterns.
    """

    word: str
    cues: tuple[str, ...]
    pattern: re.Pattern[str]
    holds: Callable[[str], bool] = bool


def verbose(pattern: str) -> re.Pattern[str]:
    """Compiled, any case."""
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)
