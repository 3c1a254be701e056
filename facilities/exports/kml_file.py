"""KML 2.2: streamed XML with a style per kind. Symbols are the reader's own, in our colours: no address is named."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from django.contrib.gis.db.models.functions import AsKML
from django.db.models import F

from facilities.exports.about import about
from facilities.exports.cells import plain, printable
from facilities.exports.extract import Extract, Row
from facilities.models import Kind

_COLOURS = {
    Kind.FACTORY: "50481f",
    Kind.MINE: "006386",
    Kind.SME: "3f7f00",
    Kind.SEIZED: "2f00a8",
    Kind.SUSPECTED: "004ac2",
}
"""Blue, green, red, as KML writes colours."""

_DECIMALS = 7
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'


def write(extract: Extract) -> Iterator[bytes]:
    """A placemark a facility, those without a position too; all columns are in its extended data."""
    yield (_HEAD + _document(extract)).encode()
    data = _data(extract)
    shown = (F("kind"), F("name_th"), F("operator_th"), AsKML("shape", precision=_DECIMALS))
    for chunk in extract.chunks(*shown, *extract.expressions()):
        yield "".join(_placemark(row, data, extract.yes_no) for row in chunk).encode()
    yield b"</Document>\n</kml>\n"


def _document(extract: Extract) -> str:
    lines = "\n".join(f"{name}: {value}" for name, value in about(extract))
    styles = "".join(
        f'<Style id="{kind}"><IconStyle><color>ff{colour}</color><scale>0.8</scale></IconStyle>'
        f"<LineStyle><color>ff{colour}</color><width>2</width></LineStyle>"
        f"<PolyStyle><color>40{colour}</color></PolyStyle></Style>\n"
        for kind, colour in _COLOURS.items()
    )
    return f"<name>{_text(extract.file_stem)}</name>\n<description>{_text(lines)}</description>\n{styles}"


def _data(extract: Extract) -> list[str]:
    """How each column's value begins. Programs read names, people what is displayed."""
    pairs = zip(extract.columns, extract.titles, strict=True)
    return [f"name={quoteattr(column.name)}><displayName>{_text(title)}</displayName>" for column, title in pairs]


def _placemark(row: Row, data: list[str], yes_no: tuple[str, str]) -> str:
    kind, name, operator, shape, *values = row
    told = "".join(
        f"<Data {begun}<value>{_text(plain(value, yes_no))}</value></Data>"
        for begun, value in zip(data, values, strict=True)
        if value not in (None, "", [])
    )
    return (
        f"<Placemark><name>{_text(name or operator)}</name><styleUrl>#{kind}</styleUrl>"
        f"<ExtendedData>{told}</ExtendedData>{shape or ''}</Placemark>\n"
    )


def _text(text: str) -> str:
    return escape(printable(text))
