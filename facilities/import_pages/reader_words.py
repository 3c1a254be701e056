"""What a file, a row or a mapping was refused for, in the language of the page."""

import re
from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from facilities.import_pages.file_rules import ENDS, RULES
from geo import thai
from geo.errors import BadInput

_SLOT = re.compile(r"%\((\w+)\)s")
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
    parts = detail.split(_JOINT)
    return _JOINT.join(_translated(part) or part for part in parts) if len(parts) > 1 else detail


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
    return [
        (re.compile(_SLOT.sub(r"(?P<\1>.+)", re.escape(rule).replace(r"%\(", "%(").replace(r"\)s", ")s"))), rule)
        for rule in RULES
    ]
