"""Why a load failed: what happened, and what to do, for the person who sent the file."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from facilities.import_pages.reader_words import said
from facilities.models import ImportRun


@dataclass(frozen=True, slots=True)
class Failure:
    """`raw` is for the administrator where the reason could not be said in the page's language."""

    what: str
    advice: str
    raw: str = ""


def words_for(run: ImportRun) -> Failure:
    """The words for a failed run."""
    # The rule stands before the value that broke it, which is the name of our own copy of the file.
    known = said(run.error) or said(run.error.rpartition(": ")[0])
    if known:
        advice = _("Mend the file, or get it again from its owner, and load it again.")
        return Failure(known, advice)
    return Failure(
        _("Something went wrong while the file was read or written."),
        _("Try again. If it fails again, tell the system administrator the number of this load."),
        run.error,
    )
