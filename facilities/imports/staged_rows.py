"""A read row as the text of one line of the staging table."""

from datetime import date
from operator import itemgetter
from typing import Any

import orjson
import shapely

from facilities import rows
from facilities.imports.chunks import text_of
from facilities.imports.profile import Reading
from facilities.imports.staged_columns import FACILITY_ORDER, LICENCE, LICENCE_ORDER
from facilities.models import Kind
from facilities.new_facility import NewFacility, NewLicence

_facility = itemgetter(*FACILITY_ORDER)
_licence = itemgetter(*LICENCE_ORDER)
_NO_LICENCE = (None,) * len(LICENCE)
_LIKE_THE_LICENCE = ("factory_class", "activity_th", "horsepower", "workers", "capital_baht")


def line(reading: Reading, digest: bytes, new: NewFacility, hazardous: frozenset[int]) -> str:
    """In the order of `staged_columns.NAMES`."""
    shape = reading.row.shape
    licences = rows.licence_rows(0, new)
    return text_of(
        [
            reading.row.number,
            new.source_key,
            "\\x" + digest.hex(),
            raw_json(reading.reader.raw(reading.row)),
            None if shape is None else "\\x" + shapely.to_wkb(shape, hex=True),
            reading.said_on,
            "t" if is_plain(new) else "f",
            *_facility(rows.facility_row(new, hazardous)),
            *map(_array, _licence(licences[0]) if licences else _NO_LICENCE),
            new.factory.isic if new.factory else None,
        ]
    )


def is_plain(new: NewFacility) -> bool:
    """Whether the site and its one licence are all there is, so that sets of SQL can write it without looking."""
    if new.kind != Kind.FACTORY or len(new.licences) != 1 or new.certificates or new.mine or new.sme:
        return False
    (licence,) = new.licences
    codes = [item.type_code * 100 + (item.sub_item or 0) for item in new.activities]
    return licence.status == new.status and codes == list(licence.types) and _is_like(licence, new)


def _is_like(licence: NewLicence, new: NewFacility) -> bool:
    factory = new.factory
    return factory is None or all(getattr(factory, name) == getattr(licence, name) for name in _LIKE_THE_LICENCE)


def raw_json(cells: dict[str, Any]) -> str:
    """The cells as JSON that PostgreSQL takes: no NUL, no half surrogates, days as ISO text."""
    try:
        text = orjson.dumps(cells, default=str).decode()
    except TypeError:
        text = ""
    if text and "\\u0000" not in text:
        return text
    return orjson.dumps({_storable(name): _storable(cell) for name, cell in cells.items()}, default=str).decode()


def _storable(value: Any) -> Any:
    if not isinstance(value, str):
        return value if isinstance(value, bool | int | float | date) or value is None else str(value)
    return value.replace("\0", "").encode("utf-8", "replace").decode()


def _array(value: Any) -> Any:
    return "{" + ",".join(map(str, value)) + "}" if isinstance(value, list) else value
