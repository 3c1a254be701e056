"""The words and signs of CQL2 text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from geo.ogc.cql2.refusal import refused

Kind = Literal["number", "string", "quoted", "name", "sign", "end"]

# Beyond ASCII the standard lets nearly every character stand in a name.
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<string>'(?:[^'\\]|''|\\'|\\)*?'(?!'))
    | (?P<quoted>"[^"]*")
    | (?P<name>[A-Za-z_:\x80-\U0010ffff][A-Za-z0-9_.:\x80-\U0010ffff]*)
    | (?P<sign><>|<=|>=|[=<>+\-*/%^(),])
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word; `text` is what it means: strings and quoted names without their quotes. `at` counts characters."""

    kind: Kind
    text: str
    at: int

    @property
    def word(self) -> str:
        """In lower case where it is a bare name, as keywords may be written either way; else empty."""
        return self.text.lower() if self.kind == "name" else ""

    def is_sign(self, *signs: str) -> bool:
        """Whether it is one of these signs."""
        return self.kind == "sign" and self.text in signs


def tokens(text: str) -> Iterator[Token]:
    """All of them, and one of kind `end`. Raises `BadInput` at what is no word of CQL2."""
    at, end = 0, len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at, end)
        if found is None:
            rest = text[at:].lstrip()
            raise refused(
                f"There is nothing in CQL2 that begins like this (character {end - len(rest) + 1})", rest[:40]
            )
        kind: Kind = found.lastgroup  # type: ignore[assignment]  # the groups are named by Kind
        yield Token(kind, _meaning(kind, found[kind]), found.start(kind))
        at = found.end()
    yield Token("end", "", end)


def _meaning(kind: Kind, written: str) -> str:
    if kind == "string":
        return re.sub(r"''|\\'", "'", written[1:-1])
    return written[1:-1] if kind == "quoted" else written
