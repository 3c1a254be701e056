"""What the three open feeds of the Department of Industrial Works have in common (domain notes 1.2 to 1.4).

Mind `FACTYPE`: it is the class (จำพวก 1, 2, 3), not the type of activity, which only the number tells.
"""

from facilities.imports import addresses, cells, dates, statuses
from facilities.imports.claims import NOWHERE, Claim
from facilities.imports.numbers import Numbers, activities, factory_class
from facilities.imports.profile import Column, Reading, Row, RowReader
from facilities.models import Kind, Status
from facilities.new_facility import NewFacility, NewFactory, NewLicence
from facilities.registration import parse
from geo.quick_frozen import quickly

_OUTSIDE = frozenset({"", "OUT"})
_licence, _factory, _facility = quickly(NewLicence), quickly(NewFactory), quickly(NewFacility)

NUMBER = Column("DISPFACREG", "number", cells.text, required=True)
FOURTEEN = Column("FID", "fourteen", cells.digits)
ELEVEN = Column("FACREG", "eleven", cells.digits)
NAME = Column("FNAME", "name", cells.unique_text, required=True)
OPERATOR = Column("ONAME", "operator", cells.unique_text)
ACTIVITY = Column("OBJECT", "activity", cells.unique_text)
ADDRESS = (
    Column("FADDR", "house", cells.text_or_zero),
    Column("FMOO", "moo", cells.text_or_zero),
    Column("FSOI", "soi", cells.text_or_zero, aliases=("SOI",)),
    Column("FROAD", "road", cells.text_or_zero, aliases=("ROAD",)),
    Column("FTUMNAME", "subdistrict", cells.text_or_zero),
    Column("FAMPNAME", "district", cells.text_or_zero),
    Column("FPROVNAME", "province", cells.text_or_zero),
)
PLACE = (
    Column("LAT", "lat", cells.as_it_came, aliases=("LATITUDE", "LATITUDE_Y")),
    Column("LNG", "lon", cells.as_it_came, aliases=("LON", "LONG", "LONGITUDE", "LONGITUDE_X")),
)
SAID_ON = Column("LAST_UPDATE", "said_on", dates.day, rule="date_unreadable")


def status_column(name: str) -> Column:
    """`FFLAG` and `STATUS` are one field in two spellings."""
    return Column(name, "status", aliases=("FFLAG", "STATUS"))


def key(reader: RowReader, row: Row) -> str:
    """The printed number, else one of the two kept as digits."""
    printed = cells.text(reader.cell(row, "number"))
    if printed:
        return parse(printed).canonical
    return cells.digits(reader.cell(row, "fourteen")) or cells.digits(reader.cell(row, "eleven"))


def claim(reading: Reading) -> Claim:
    """Two cells in degrees, beside the names of three areas."""
    read = reading.fields
    return Claim(read["lon"], read["lat"], read["province"], read["district"], read["subdistrict"])


def build(reading: Reading) -> NewFacility:
    """The factory of one row, with its one licence."""
    read, numbers = reading.fields, Numbers(reading)
    place = reading.place or NOWHERE
    status = said_status(reading)
    operator = said_operator(reading)
    code = numbers.type_or_key()
    if code is None:
        reading.complain("type_missing", "number", read["number"])
    issued_on = read.get("issued_on")
    licence = _licence(
        read["number"] or reading.key,
        issued_on,
        numbers.fourteen,
        numbers.eleven,
        None,
        operator,
        status,
        factory_class(reading, numbers.main),
        () if code is None else (code,),
        read["activity"],
        read.get("horsepower"),
        read.get("workers"),
        read.get("capital"),
        problems=numbers.problems,
    )
    name = cells.named(read["name"])
    if not name:
        reading.complain("name_missing", "name", read["name"])
    return _facility(
        kind=Kind.FACTORY,
        source=reading.reader.profile.name,
        source_key=reading.key,
        status=status,
        name_th=name,
        operator_th=operator,
        position=place.position,
        position_source=reading.reader.profile.name if place.position else "",
        position_method=place.method,
        error_radius_m=place.error_radius_m,
        position_raw=place.raw,
        address_th=addresses.line(reading),
        subdistrict_th=read.get("subdistrict") or "",
        district_th=read.get("district") or "",
        province_th=read.get("province") or "",
        subdistrict_code=place.code if len(place.code) == 6 else "",
        province_code=addresses.province_code(reading, numbers.main.province_code),
        estate_name_th=_estate(reading),
        site_key=addresses.site_key(operator, reading),
        licences=(licence,),
        activities=activities(code),
        factory=_factory(
            factory_class=licence.factory_class,
            activity_th=licence.activity_th,
            isic=(read.get("isic") or "")[:8],
            horsepower=licence.horsepower,
            workers=licence.workers,
            capital_baht=licence.capital_baht,
        ),
    )


def said_status(reading: Reading) -> Status:
    """By code or word; anything else is a problem, and not stated."""
    written = reading.fields.get("status") or ""
    status = statuses.of_factory(written)
    if status is None:
        if written:
            reading.complain("status_unknown", "status", written)
        return Status.UNKNOWN
    return status


def said_operator(reading: Reading) -> str:
    """A name, where a name stands; a digest in its place is said."""
    written = reading.fields["operator"]
    operator = cells.named(written)
    if written and not operator and written != cells.NATURAL_PERSON:
        reading.complain("operator_hidden", "operator", written)
    return operator


def _estate(reading: Reading) -> str:
    """The estate's name; `OUT`, blank and a dash are outside."""
    name = reading.fields.get("estate_name") or reading.fields.get("estate") or ""
    return "" if name.upper() in _OUTSIDE else name
