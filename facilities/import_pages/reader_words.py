"""What a file, a row or a mapping was refused for, in the language of the page."""

import re
from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from facilities.import_pages.file_rules import ENDS, RULES
from geo import thai
from geo.errors import BadInput

_SLOT = re.compile(r"(%\(\w+\)s)")
_JOINT = "; "
"""Between several things wrong with one row."""


def sentence(error: BadInput, file_name: str) -> str:
    """`file.csv: the rule`. Names the file, so that the person knows which one is meant."""
    return f"{file_name}: {_rule(error)}" if file_name else _rule(error)


def said(detail: str) -> str:
    """The rule in the language of the page; empty where it cannot be said in it."""
    words = _translated(detail.removesuffix(ENDS)) or _joined(detail)
    known = words != detail or thai.is_thai(words) or (get_language() or "").startswith("en")
    return words if known else ""


def _rule(error: BadInput) -> str:
    if error.fields.get("field") == "columns" and error.fields.get("value"):
        return _("it lacks columns that this kind of file has: %(columns)s") % {"columns": error.fields["value"]}
    return said(error.detail) or _("it cannot be read as a table (%(rule)s)") % {"rule": error.detail}


def _joined(detail: str) -> str:
    """Several rules in one text; a rule may have the joint inside, so the longest that is known is taken each time."""
    parts, words, start = detail.split(_JOINT), list[str](), 0
    while start < len(parts):
        ends = range(len(parts), start, -1)
        known = ((end, _translated(_JOINT.join(parts[start:end]))) for end in ends)
        start, found = next(((end, rule) for end, rule in known if rule), (start + 1, parts[start]))
        words.append(found)
    return _JOINT.join(words)


def _translated(detail: str) -> str:
    """Through the first pattern that fits; empty without one."""
    for pattern, rule in _patterns():
        if found := pattern.fullmatch(detail):
            return _(rule) % _parts(found.groupdict()) if pattern.groups else _(rule)
    return ""


def _parts(found: dict[str, str]) -> dict[str, str]:
    """`rest` is a rule of its own."""
    return {name: said(part) or part if name == "rest" else part for name, part in found.items()}


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile("".join(map(_piece, _SLOT.split(rule)))), rule) for rule in RULES]


def _piece(text: str) -> str:
    """A slot, which reaches no further than its own rule does, or the words between slots."""
    if not _SLOT.fullmatch(text):
        return re.escape(text)
    name = text[2:-2]
    return f"(?P<{name}>.+)" if name == "rest" else f"(?P<{name}>[^;]+)"
