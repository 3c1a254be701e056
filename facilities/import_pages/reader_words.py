"""What a file was refused for, in the language of the page.

The readers of files state their rules in English with numbers inside; each is known here by its pattern.
"""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from geo import thai
from geo.errors import BadInput


def sentence(error: BadInput, file_name: str) -> str:
    """`file.csv: the rule`. Names the file, so that the person knows which one is meant."""
    return f"{file_name}: {_rule(error)}"


def said(detail: str) -> str:
    """The rule in the language of the page; empty where it cannot be said in it."""
    if not detail:
        return ""
    words = _(detail)
    known = words != detail or thai.is_thai(words) or (get_language() or "").startswith("en")
    return words if known else ""


def _rule(error: BadInput) -> str:
    if error.fields.get("field") == "columns":
        return _("it lacks columns that this kind of file has: %(columns)s") % {"columns": error.fields["value"]}
    return said(error.detail) or _("it cannot be read as a table (%(rule)s)") % {"rule": error.detail}
