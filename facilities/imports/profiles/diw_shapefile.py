"""Profile `diw-shapefile`: the Department of Industrial Works' factory shapefile of one province.

Field names are cut at 10 characters, as a single-byte DBF header does. The file has no status column, so the
status stays unknown: that a factory is in the file does not say that it works.
"""

from datetime import date
from typing import Any

from facilities.imports import addresses, cells, dates
from facilities.imports.claims import NOWHERE, Claim
from facilities.imports.numbers import Numbers, activities, factory_class
from facilities.imports.profile import Column, Profile, Reading, Row, RowReader
from facilities.models import Kind
from facilities.new_facility import NewActivity, NewFacility, NewFactory, NewLicence
from facilities.provinces import BY_CODE
from facilities.registration import LAST_TYPE, Registration, parse
from geo.thai import BUDDHIST_ERA_OFFSET

NAME = "diw-shapefile"

# Where the address and the point name different areas, one of them is wrong by about the size of such an area.
_ERROR_OTHER_SUBDISTRICT_M = 5_000.0
_ERROR_OTHER_DISTRICT_M = 25_000.0
_ERROR_OTHER_PROVINCE_M = 100_000.0

_INVESTMENT = ("investment", "building", "machinery", "working_capital")
_WORKERS = ("skilled_men", "men", "skilled_women", "women")

COLUMNS = (
    Column("เลขทะเบียน", "number", required=True, aliases=("เลขทะเบียนโรงงาน",)),
    Column("ประเภท", "type", cells.whole, required=True),
    Column("ISIC", "isic"),
    Column("จำพวก", "class", cells.whole),
    Column("ชื่อโรงงาน", "name", required=True),
    Column("ผู้ประกอบก", "operator", aliases=("ผู้ประกอบการ",)),
    Column("ประกอบกิจก", "activity", aliases=("ประกอบกิจการ",)),
    Column("เลขที่", "house", cells.text_or_zero),
    Column("หมู่", "moo", cells.text_or_zero),
    Column("ซอย", "soi"),
    Column("ถนน", "road"),
    Column("ตำบล", "subdistrict"),
    Column("อำเภอ", "district"),
    Column("จังหวัด", "province"),
    Column("ไปรษณีย์", "postcode", cells.text_or_zero),
    Column("แรงม้า", "horsepower", cells.amount),
    Column("เงินลงทุนค", "investment", cells.amount),
    Column("ค่าอาคาร", "building", cells.amount),
    Column("ค่าเครื่อง", "machinery", cells.amount, aliases=("ค่าเครื่องจักร",)),
    Column("ทุนหมุนเวี", "working_capital", cells.amount, aliases=("ทุนหมุนเวียน",)),
    Column("ช่างฝีมือช", "skilled_men", cells.amount, aliases=("ช่างฝีมือชาย",)),
    Column("คนงานชาย", "men", cells.amount),
    Column("ช่างฝีมือห", "skilled_women", cells.amount, aliases=("ช่างฝีมือหญิง",)),
    Column("คนงานหญิง", "women", cells.amount),
    Column("วันที่ใบอน", "issued_on", dates.excel_day, aliases=("วันที่ใบอนุญาต",), rule="date_unreadable", years_ahead=None),
    Column("ละติจูด", "lat"),
    Column("ลองติจูด", "lon"),
    Column("PV_ID_U", "plotted_province"),
    Column("AMP_NAMT_U", "plotted_district"),
    Column("TAM_ID_U", "plotted_code"),
    Column("TAM_NAMT_U", "plotted_subdistrict"),
)


def key(reader: RowReader, row: Row) -> str:
    """The registration number; empty where there is none."""
    printed = cells.text(reader.cell(row, "number"))
    return parse(printed).canonical if printed else ""


def claim(reading: Reading) -> Claim:
    """The point's two columns, beside the areas of the address."""
    read = reading.fields
    return Claim(read["lon"], read["lat"], read["province"], read["district"], read["subdistrict"])


def build(reading: Reading) -> NewFacility:
    """The facility of one row; what its columns say against each other becomes problems."""
    read = reading.fields
    numbers = Numbers(reading)
    number = numbers.main
    issued_on = _issued_on(reading, number)
    place = reading.place or NOWHERE
    name, operator = cells.name(read["name"]), cells.name(read["operator"])
    if not name:
        reading.complain("name_missing", "name", reading.cell("name"))
    factory = NewFactory(
        factory_class=factory_class(reading, number),
        activity_th=read["activity"],
        isic=read["isic"][:8],
        horsepower=read["horsepower"],
        workers=_whole(_sum(reading, _WORKERS)),
        capital_baht=_sum(reading, _INVESTMENT),
    )
    types = _activities(reading, number)
    return NewFacility(
        kind=Kind.FACTORY,
        source=NAME,
        source_key=reading.key,
        name_th=name,
        operator_th=operator,
        position=place.position,
        position_source=NAME if place.position else "",
        position_method=place.method,
        error_radius_m=_error_radius_m(reading, place.error_radius_m),
        position_raw=place.raw,
        address_th=addresses.line(reading),
        subdistrict_th=read["subdistrict"],
        district_th=read["district"],
        province_th=read["province"],
        subdistrict_code=_subdistrict_code(reading) or (place.code if len(place.code) == 6 else ""),
        province_code=addresses.province_code(reading, number.province_code),
        site_key=addresses.site_key(operator, reading),
        licences=(_licence(read, issued_on, operator, factory, types),),
        activities=types,
        factory=factory,
    )


def _licence(
    read: dict[str, Any], issued_on: date | None, operator: str, factory: NewFactory, types: tuple[NewActivity, ...]
) -> NewLicence:
    return NewLicence(
        read["number"],
        issued_on,
        holder_th=operator,
        factory_class=factory.factory_class,
        types=tuple(item.type_code * 100 + (item.sub_item or 0) for item in types),
        activity_th=factory.activity_th,
        horsepower=factory.horsepower,
        workers=factory.workers,
        capital_baht=factory.capital_baht,
    )


def _issued_on(reading: Reading, number: Registration) -> date | None:
    day: date | None = reading.fields["issued_on"]
    if day is None:
        return None
    if dates.is_buddhist(day):
        day = dates.to_christian_era(day)
        reading.complain("date_in_buddhist_era", "issued_on", reading.cell("issued_on"), day.isoformat())
    if reading.reader.today and day.year > reading.reader.today.year + 1:
        reading.complain("year_in_future", "issued_on", reading.cell("issued_on"), day.isoformat())
        return None
    if number.year_be and day.year + BUDDHIST_ERA_OFFSET != number.year_be:
        reading.complain("year_differs", "issued_on", day.isoformat(), number.printed)
    return day


def _activities(reading: Reading, number: Registration) -> tuple[NewActivity, ...]:
    """The five digits are type and sub-item: 00906 is 9(6)."""
    stated: int = reading.fields["type"] or 0
    numbered = (number.type_code or 0) * 100 + (number.sub_item or 0)
    if not 1 <= stated // 100 <= LAST_TYPE:
        reading.complain("type_missing", "type", reading.cell("type"))
        stated = numbered
    elif number.type_code and stated != numbered:
        reading.complain("type_differs", "type", reading.cell("type"), number.printed)
    return activities(stated if 1 <= stated // 100 <= LAST_TYPE else None)


def _error_radius_m(reading: Reading, radius_m: float | None) -> float | None:
    """As far as the row's own statements contradict each other."""
    read = reading.fields
    if radius_m is None:
        return None
    province = BY_CODE.get(read["plotted_province"])
    pairs = (
        (read["province"], province.name_th if province else "", "province", _ERROR_OTHER_PROVINCE_M),
        (read["district"], read["plotted_district"], "district", _ERROR_OTHER_DISTRICT_M),
        (read["subdistrict"], read["plotted_subdistrict"], "subdistrict", _ERROR_OTHER_SUBDISTRICT_M),
    )
    for stated, plotted, column, error_m in pairs:
        if stated and plotted and stated != plotted:
            reading.complain("plotted_elsewhere", column, stated, plotted)
            return max(error_m, radius_m)
    return radius_m


def _subdistrict_code(reading: Reading) -> str:
    """The codes are of where the point was plotted; they are the address's only where the names agree."""
    read = reading.fields
    agree = read["subdistrict"] == read["plotted_subdistrict"] and read["district"] == read["plotted_district"]
    return str(read["plotted_code"]) if agree and len(read["plotted_code"]) == 6 else ""


def _sum(reading: Reading, names: tuple[str, ...]) -> float | None:
    stated = [reading.fields[name] for name in names if reading.fields[name]]
    return sum(stated) if stated else None


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


PROFILE = Profile(
    name=NAME,
    title="DIW factory shapefile of one province",
    columns=COLUMNS,
    key=key,
    build=build,
    claim=claim,
    private=frozenset({"โทรศัพท์"}),
    precedence=40,
)
