"""Opening a CSV file: its encoding, its delimiter, its header."""

from itertools import islice
from pathlib import Path

from geo.tables import columns, encoding, limits
from geo.tables.delimited import DelimitedReader, Dialect
from geo.tables.refusal import refused
from geo.tables.table import Table

_DELIMITERS = ",;\t"


def opened(path: Path, stated: str | None) -> Table:
    """The table of a CSV file. Raises `BadInput` where it has no header of two columns, or no row."""
    survey = encoding.survey(path, stated)
    delimiter = _delimiter(path, survey.encoding)
    header = _header(path, Dialect(survey.encoding, delimiter))
    names, renamed = columns.usable(header)
    dialect = Dialect(survey.encoding, delimiter, len(names), survey.spotless, survey.ends_open)
    return Table(
        "CSV",
        survey.encoding.removesuffix("-sig"),
        "",
        names,
        survey.notes + renamed,
        has_shapes=False,
        count=None,
        size_bytes=path.stat().st_size,
        path=path,
        reader=DelimitedReader(path, dialect),
    )


def _delimiter(path: Path, codec: str) -> str:
    """The one that parts the header into most cells; commas where none does."""
    widths = {sign: len(next(DelimitedReader(path, Dialect(codec, sign)).records(), [])) for sign in _DELIMITERS}
    return max(_DELIMITERS, key=lambda sign: widths[sign])


def _header(path: Path, dialect: Dialect) -> list[str]:
    first = list(islice(DelimitedReader(path, dialect).records(), 2))
    if not first:
        raise refused(path, "The file holds nothing but blank lines")
    if len(first[0]) < 2:
        raise refused(path, "The header has one column only; commas, semicolons or tabs part columns")
    if len(first[0]) > limits.MOST_COLUMNS:
        raise refused(path, f"The header has {len(first[0]):,} columns; at most {limits.MOST_COLUMNS:,} are read")
    if len(first) == 1:
        raise refused(path, "The file holds a header and no row")
    return first[0]
