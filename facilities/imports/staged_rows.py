"""A read row as the text of one line of the staging table."""

from datetime import date
from typing import Any

import orjson
import shapely

from facilities.imports.chunks import BETWEEN, NULL
from facilities.imports.profile import Reading
from facilities.imports.staged_columns import LICENCE
from facilities.models import Kind
from facilities.new_facility import NewFacility, NewLicence
from facilities.registration import parse
from facilities.rows import footprint_ewkb, is_hazardous, point_ewkb
from facilities.search_text import text_of

_NO_LICENCE = [NULL] * len(LICENCE)


def line(reading: Reading, digest: bytes, new: NewFacility, hazardous: frozenset[int]) -> str:
    """In the order of `staged_columns.NAMES`.

    Column by column without a loop: of every row of a national feed, each step that is saved is a second of the load.
    """
    row, licence = reading.row, new.licences[0] if new.licences else None
    return BETWEEN.join(
        [
            str(row.number),
            new.source_key,
            "\\x" + digest.hex(),
            raw_json(reading.reader.raw(row)),
            NULL if row.shape is None else "\\x" + shapely.to_wkb(row.shape, hex=True),
            NULL if reading.said_on is None else reading.said_on.isoformat(),
            "t" if is_plain(new) else "f",
            *_facility(new, hazardous),
            *(_NO_LICENCE if licence is None else _licence(licence)),
            NULL if new.factory is None else new.factory.isic,
        ]
    )


def _facility(new: NewFacility, hazardous: frozenset[int]) -> list[str]:
    """In the order of `staged_columns.FACILITY`."""
    return [
        new.kind.value,
        new.status.value,
        new.name_th,
        new.name_en,
        new.operator_th,
        new.address_th,
        new.estate_name_th,
        new.subdistrict_th,
        new.district_th,
        new.province_th,
        new.subdistrict_code,
        new.province_code,
        new.position_source,
        new.position_method.value,
        new.position_raw,
        NULL if new.error_radius_m is None else repr(new.error_radius_m),
        new.site_key,
        text_of(new),
        "t" if is_hazardous(new, hazardous) else "f",
        point_ewkb(new.position) or NULL,
        footprint_ewkb(new) or NULL,
    ]


def _licence(licence: NewLicence) -> list[str]:
    """In the order of `staged_columns.LICENCE`."""
    number = parse(licence.number)
    problems = (*number.problems, *licence.problems)
    return [
        number.printed,
        number.canonical,
        licence.form or number.form,
        number.issuer,
        NULL if number.year_be is None else str(number.year_be),
        orjson.dumps(problems).decode() if problems else "[]",
        f"{{{','.join(map(str, licence.types))}}}",
        NULL if licence.issued_on is None else licence.issued_on.isoformat(),
        NULL if licence.expires_on is None else licence.expires_on.isoformat(),
        licence.fourteen,
        licence.eleven,
        licence.holder_th,
        licence.status.value,
        NULL if licence.factory_class is None else str(licence.factory_class),
        licence.activity_th,
        NULL if licence.horsepower is None else repr(licence.horsepower),
        NULL if licence.workers is None else str(licence.workers),
        NULL if licence.capital_baht is None else repr(licence.capital_baht),
    ]


def is_plain(new: NewFacility) -> bool:
    """Whether the site and its one licence are all there is, so that sets of SQL can write it without looking."""
    if new.kind != Kind.FACTORY or len(new.licences) != 1 or new.certificates or new.mine or new.sme:
        return False
    (licence,), factory = new.licences, new.factory
    codes = tuple([item.type_code * 100 + (item.sub_item or 0) for item in new.activities])
    return (
        licence.status == new.status
        and codes == licence.types
        and (
            factory is None
            or (
                factory.factory_class == licence.factory_class
                and factory.activity_th == licence.activity_th
                and factory.horsepower == licence.horsepower
                and factory.workers == licence.workers
                and factory.capital_baht == licence.capital_baht
            )
        )
    )


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
