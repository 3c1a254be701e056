"""Profile `diw-shapefile`: the Department of Industrial Works' factory shapefile of one province.

Field names are cut at 10 characters, as a single-byte DBF header does. The file has no status column, so the
status stays unknown: that a factory is in the file does not say that it works.
"""

from datetime import date

from facilities.imports import cells
from facilities.imports.place import Placed, placed
from facilities.imports.profile import Column, Profile, Reading
from facilities.models import Kind
from facilities.new_facility import NewActivity, NewFacility, NewFactory, NewLicence
from facilities.provinces import BY_CODE, BY_NAME_TH
from facilities.registration import Registration, parse
from facilities.registration_words import problem_words
from geo.models import PositionMethod
from geo.thai import BUDDHIST_ERA_OFFSET

NAME = "diw-shapefile"

# The file does not say how its points were taken, nor on which datum. Read as Indian 1975 and shifted by PROJ's
# default operation they would be 190 m off, and a large plant reaches as far from its gate; five decimals are 1 m.
_ERROR_RADIUS_M = 200.0
# Where the address and the point name different areas, one of them is wrong by about the size of such an area.
_ERROR_OTHER_SUBDISTRICT_M = 5_000.0
_ERROR_OTHER_DISTRICT_M = 25_000.0
_ERROR_OTHER_PROVINCE_M = 100_000.0

_LAST_TYPE = 107

_INVESTMENT = ("investment", "building", "machinery", "working_capital")
_WORKERS = ("skilled_men", "men", "skilled_women", "women")

COLUMNS = (
    Column("เลขทะเบียน", "number", cells.text),
    Column("ประเภท", "type", cells.whole),
    Column("ISIC", "isic", cells.text),
    Column("จำพวก", "class", cells.whole),
    Column("ชื่อโรงงาน", "name", cells.name),
    Column("ผู้ประกอบก", "operator", cells.name),
    Column("ประกอบกิจก", "activity", cells.text),
    Column("เลขที่", "house", cells.text),
    Column("หมู่", "moo", cells.text),
    Column("ซอย", "soi", cells.text),
    Column("ถนน", "road", cells.text),
    Column("ตำบล", "subdistrict", cells.text),
    Column("อำเภอ", "district", cells.text),
    Column("จังหวัด", "province", cells.text),
    Column("ไปรษณีย์", "postcode", cells.text),
    Column("แรงม้า", "horsepower", cells.amount),
    Column("เงินลงทุนค", "investment", cells.amount),
    Column("ค่าอาคาร", "building", cells.amount),
    Column("ค่าเครื่อง", "machinery", cells.amount),
    Column("ทุนหมุนเวี", "working_capital", cells.amount),
    Column("ช่างฝีมือช", "skilled_men", cells.amount),
    Column("คนงานชาย", "men", cells.amount),
    Column("ช่างฝีมือห", "skilled_women", cells.amount),
    Column("คนงานหญิง", "women", cells.amount),
    Column("วันที่ใบอน", "issued_on", cells.excel_day, "date_unreadable"),
    Column("ละติจูด", "lat", cells.number),
    Column("ลองติจูด", "lon", cells.number),
    Column("PV_ID_U", "plotted_province", cells.text),
    Column("AMP_NAMT_U", "plotted_district", cells.text),
    Column("TAM_ID_U", "plotted_code", cells.text),
    Column("TAM_NAMT_U", "plotted_subdistrict", cells.text),
)


def build(reading: Reading) -> NewFacility:
    """The facility of one row; what its columns say against each other becomes problems."""
    read = reading.fields
    number = parse(read["number"])
    issued_on = _issued_on(reading, number)
    _check_number(reading, number)
    place = placed(reading.row.geometry, read["lon"], read["lat"])
    for rule in place.rules:
        reading.complain(rule, "ละติจูด, ลองติจูด", _written(reading), f"{place.apart_m:.0f} m" if place.apart_m else "")
    if not read["name"]:
        reading.complain("name_missing", "ชื่อโรงงาน", reading.row.cells.get("ชื่อโรงงาน"))
    return NewFacility(
        kind=Kind.FACTORY,
        source=NAME,
        source_key=number.canonical,
        name_th=read["name"],
        operator_th=read["operator"],
        position=place.position,
        position_source=NAME if place.position else "",
        position_method=_method(place),
        error_radius_m=_error_radius_m(reading, place),
        position_raw=_written(reading),
        address_th=_address(reading),
        subdistrict_th=read["subdistrict"],
        district_th=read["district"],
        province_th=read["province"],
        subdistrict_code=_subdistrict_code(reading),
        province_code=_province_code(reading, number),
        licences=(NewLicence(read["number"], issued_on),),
        activities=_activities(reading, number),
        factory=NewFactory(
            factory_class=_class(reading, number),
            activity_th=read["activity"],
            isic=read["isic"][:8],
            horsepower=read["horsepower"],
            workers=_whole(_sum(reading, _WORKERS)),
            capital_baht=_sum(reading, _INVESTMENT),
        ),
    )


def _check_number(reading: Reading, number: Registration) -> None:
    for problem in number.problems:
        reading.complain("number_problem", "เลขทะเบียน", number.printed, problem_words(problem).en)


def _issued_on(reading: Reading, number: Registration) -> date | None:
    day: date | None = reading.fields["issued_on"]
    if day is None:
        return None
    if cells.is_buddhist(day):
        day = cells.to_christian_era(day)
        reading.complain("date_in_buddhist_era", "วันที่ใบอน", reading.row.cells["วันที่ใบอน"], day.isoformat())
    if number.year_be and day.year + BUDDHIST_ERA_OFFSET != number.year_be:
        reading.complain("year_differs", "วันที่ใบอน", day.isoformat(), number.printed)
    return day


def _class(reading: Reading, number: Registration) -> int | None:
    stated: int | None = reading.fields["class"]
    if stated not in (1, 2, 3):
        return number.factory_class
    if number.factory_class and stated != number.factory_class:
        reading.complain("class_differs", "จำพวก", stated, number.printed)
    return stated


def _activities(reading: Reading, number: Registration) -> tuple[NewActivity, ...]:
    """The five digits are type and sub-item: 00906 is 9(6)."""
    type_code, sub_item = divmod(reading.fields["type"] or 0, 100)
    if not 1 <= type_code <= _LAST_TYPE:
        reading.complain("type_missing", "ประเภท", reading.row.cells["ประเภท"])
        type_code, sub_item = number.type_code or 0, number.sub_item or 0
    elif number.type_code and (type_code, sub_item) != (number.type_code, number.sub_item or 0):
        reading.complain("type_differs", "ประเภท", reading.row.cells["ประเภท"], number.printed)
    return (NewActivity(type_code, sub_item or None),) if 1 <= type_code <= _LAST_TYPE else ()


def _method(place: Placed) -> PositionMethod:
    if place.position is None:
        return PositionMethod.NONE
    return PositionMethod.REPAIRED if place.repaired else PositionMethod.STATED


def _error_radius_m(reading: Reading, place: Placed) -> float | None:
    """As far as the row's own statements contradict each other."""
    read = reading.fields
    if place.position is None:
        return None
    province = BY_CODE.get(read["plotted_province"])
    if province and _differ(read["province"], province.name_th):
        reading.complain("plotted_elsewhere", "จังหวัด", read["province"], province.name_th)
        return _ERROR_OTHER_PROVINCE_M
    if _differ(read["district"], read["plotted_district"]):
        reading.complain("plotted_elsewhere", "อำเภอ", read["district"], read["plotted_district"])
        return _ERROR_OTHER_DISTRICT_M
    if _differ(read["subdistrict"], read["plotted_subdistrict"]):
        reading.complain("plotted_elsewhere", "ตำบล", read["subdistrict"], read["plotted_subdistrict"])
        return _ERROR_OTHER_SUBDISTRICT_M
    return max(_ERROR_RADIUS_M, place.apart_m)


def _differ(stated: str, plotted: str) -> bool:
    return bool(stated and plotted and stated != plotted)


def _province_stated(reading: Reading) -> str:
    province = BY_NAME_TH.get(reading.fields["province"])
    return province.code if province else ""


def _province_code(reading: Reading, number: Registration) -> str:
    stated = _province_stated(reading)
    if not stated and reading.fields["province"]:
        reading.complain("province_unknown", "จังหวัด", reading.fields["province"])
    numbered = BY_CODE.get(number.province_code)
    if stated and numbered and stated != numbered.code:
        reading.complain("province_differs", "จังหวัด", reading.fields["province"], numbered.name_th)
    return stated or number.province_code


def _subdistrict_code(reading: Reading) -> str:
    """The codes are of where the point was plotted; they are the address's only where the names agree."""
    read = reading.fields
    agree = read["subdistrict"] == read["plotted_subdistrict"] and read["district"] == read["plotted_district"]
    return str(read["plotted_code"]) if agree and len(read["plotted_code"]) == 6 else ""


def _address(reading: Reading) -> str:
    read = reading.fields
    parts = (("", "house"), ("ม.", "moo"), ("ซ.", "soi"), ("ถ.", "road"), ("", "postcode"))
    return " ".join(f"{sign}{read[name]}" for sign, name in parts if read[name])[:400]


def _written(reading: Reading) -> str:
    """The latitude and longitude columns as they came."""
    row = reading.row.cells
    return f"ละติจูด {row.get('ละติจูด')} ลองติจูด {row.get('ลองติจูด')}"[:200]


def _sum(reading: Reading, names: tuple[str, ...]) -> float | None:
    stated = [reading.fields[name] for name in names if reading.fields[name]]
    return sum(stated) if stated else None


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


PROFILE = Profile(name=NAME, columns=COLUMNS, key_column="เลขทะเบียน", build=build, private=frozenset({"โทรศัพท์"}))
