"""What a column of a file is called on the page: as the file's own header calls it."""

from django.utils.translation import gettext_lazy

from facilities.import_pages.difference_words import FIELDS as STORED
from facilities.imports.mapping_fields import FIELDS as MAPPED
from facilities.models import ImportProblem, ImportRun
from geo.layers import Text

_FIELDS: dict[str, Text] = {
    **{field.name: field.title for fields in MAPPED.values() for field in fields},
    **STORED,
    "geometry": gettext_lazy("Geometry"),
    "key": gettext_lazy("Key"),
}


def column_words(problem: ImportProblem, run: ImportRun) -> Text:
    """The header; in words, where the matter is with something that no column of the file holds alone."""
    named = problem.field
    return named if named in run.counts.get("columns", ()) else _FIELDS.get(named, named)
