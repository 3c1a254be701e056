"""What a file is, said with it: what was asked, of which moment, from which sources, on which terms."""

from django.db.models import Count
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from facilities.exports.extract import Extract
from facilities.filters import BY_NAME
from facilities.selection import Selection
from facilities.source_names import source_title

Lines = list[tuple[str, str]]


def about(extract: Extract) -> Lines:
    """Name and value of each line, in Thai; the keys are English where the headers are field names."""
    with translation.override("th"):
        said = _said(extract)
    if extract.headers == "thai":
        return said
    keys = ("title", "state_of", "selection", "rows", "sources", "coordinates", "terms")
    return list(zip(keys, (value for _name, value in said), strict=True))


def in_words(selection: Selection) -> str:
    """The selection in the language of the moment."""
    parts = [_("words: %(words)s") % {"words": selection.find}] if selection.find else []
    parts += [f"{BY_NAME[choice.filter].title}: {choice.title}" for choice in selection.choices]
    return "; ".join(parts) or _("the whole register")


def text(extract: Extract) -> str:
    """A file to lay beside a table: the lines, and every column with its name and title."""
    with translation.override("th"):
        columns = "\n".join(f"{column.name}\t{column.title}" for column in extract.columns)
        head = _("Columns: field name, title")
        lines = "\n".join(f"{name}: {value}" for name, value in _said(extract))
    return f"{lines}\n\n{head}\n{columns}\n"


def _said(extract: Extract) -> Lines:
    moment = timezone.localtime(extract.state_of)
    day = date_format(moment, "j M ") + str(moment.year + 543)
    return [
        (pgettext("export", "Title"), _("Register of facilities, Phang-Ut spatial service, Ministry of Industry")),
        (pgettext("export", "State of"), f"{day} {moment:%H:%M} ({moment.isoformat(timespec='seconds')})"),
        (pgettext("export", "Selection"), in_words(extract.selection)),
        (pgettext("export", "Rows"), f"{extract.total:,}"),
        (pgettext("export", "Sources"), _sources(extract.selection)),
        (
            pgettext("export", "Coordinates"),
            _("WGS84 (EPSG:4326), longitude and latitude in degrees; mind the error radius"),
        ),
        (
            pgettext("export", "Terms of use"),
            _("The terms of each source hold for what comes from it; this file grants no others"),
        ),
    ]


def _sources(selection: Selection) -> str:
    counted = selection.queryset().order_by().values_list("source").annotate(rows=Count("pk")).order_by("-rows")
    return "; ".join(f"{source_title(source)} ({rows:,})" for source, rows in counted)
