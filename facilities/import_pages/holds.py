"""Why a load is held, in sentences with the numbers before and now."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from facilities.import_pages.words import number
from facilities.models import ImportRun, Status

Reason = Mapping[str, Any]


def reasons(run: ImportRun) -> list[str]:
    """One sentence per reason; a rule without words here says what the run itself wrote down."""
    return [_sentence(reason) for reason in run.held_for]


def _sentence(reason: Reason) -> str:
    words = _WORDS.get(str(reason.get("rule")))
    return words(reason) if words else str(reason.get("detail", ""))


def _rows_fell(reason: Reason) -> str:
    words = _(
        "The last load that was applied had %(before)s rows, this one has %(now)s: %(percent)s fewer."
        " More than 5%% fewer is held."
    )
    before, now = reason["before"], reason["now"]
    return words % {"before": number(before), "now": number(now), "percent": _percent(1 - now / before)}


def _status_shares(reason: Reason) -> str:
    words = _(
        "The share of the status “%(status)s” went from %(before)s to %(now)s of the rows."
        " A change of more than 5 points is held."
    )
    status = dict(Status.choices).get(reason["status"], reason["status"] or _("Not stated"))
    return words % {"status": status, "before": _percent(reason["before"]), "now": _percent(reason["now"])}


def _truncated(reason: Reason) -> str:
    words = _("The file ends in the middle of row %(row)s: the download was probably cut off.")
    return words % {"row": number(reason.get("read"))}


def _refused(reason: Reason) -> str:
    words = _("%(refused)s of %(read)s rows were refused, which is %(percent)s. More than 5%% is held.")
    refused, read = reason["refused"], reason["read"]
    return words % {"refused": number(refused), "read": number(read), "percent": _percent(refused / max(read, 1))}


def _columns_lost(reason: Reason) -> str:
    words = _("Columns that the last load had are missing: %(columns)s.")
    return words % {"columns": ", ".join(reason["columns"])}


def _percent(share: float) -> str:
    return f"{number_format(share * 100, 1, use_l10n=True)}%"


_WORDS: Mapping[str, Callable[[Reason], str]] = {
    "rows_fell": _rows_fell,
    "status_shares": _status_shares,
    "truncated": _truncated,
    "refused": _refused,
    "columns_lost": _columns_lost,
}
