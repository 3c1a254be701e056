"""Profile `dpim-concession`: mining concessions as polygons, and ore dressing and metallurgy permits beside them.

The meaning of `ADVS_FIELD1..5` is read from what they hold: no data dictionary is published (domain notes 2).
"""

from facilities.imports import addresses, cells, dates, statuses
from facilities.imports.claims import NOWHERE, Claim
from facilities.imports.ground import ground
from facilities.imports.profile import Column, Profile, Reading, Row, RowReader
from facilities.models import Kind, LicenceForm, Status
from facilities.new_facility import NewFacility, NewLicence, NewMine
from facilities.registration import parse
from facilities.registration_words import problem_words

NAME = "dpim-concession"

_FORMS = (("แต่งแร่", LicenceForm.DRESSING), ("โลหกรรม", LicenceForm.METALLURGY), ("ประทานบัตร", LicenceForm.CONCESSION))
"""By the words of a type column, where the file has one: these permits' numbers look alike."""

_MINERALS_EN = {
    "หินปูน": "Limestone", "หินอุตสาหกรรมชนิดหินปูน": "Limestone (industrial rock)", "ยิปซัม": "Gypsum", "ลิกไนต์": "Lignite",
    "ถ่านหิน": "Coal", "เฟลด์สปาร์": "Feldspar", "ดินขาว": "Kaolin", "บอลเคลย์": "Ball clay", "โดโลไมต์": "Dolomite",
    "ทรายแก้ว": "Silica sand", "แกรนิต": "Granite", "ดีบุก": "Tin", "ฟลูออไรต์": "Fluorite", "ทองคำ": "Gold",
    "โพแทช": "Potash", "เกลือหิน": "Rock salt", "แบไรต์": "Barite", "ควอตซ์": "Quartz", "หินอ่อน": "Marble",
}  # fmt: skip

COLUMNS = (
    Column("CONCESSION_NO", "number", required=True, aliases=("เลขที่ประทานบัตร", "PERMIT_NO", "เลขที่ใบอนุญาต")),
    Column("PERMIT_TYPE", "type", aliases=("TYPE", "ประเภท", "ประเภทใบอนุญาต")),
    Column("ADVS_FIELD1", "name", aliases=("ชื่อเหมือง", "MINE_NAME")),
    Column("ADVS_FIELD2", "holder", aliases=("ผู้ถือประทานบัตร", "HOLDER")),
    Column("ADVS_FIELD3", "province", aliases=("จังหวัด", "PROVINCE")),
    Column("ADVS_FIELD4", "mineral", aliases=("ชนิดแร่", "MINERAL")),
    Column("ADVS_FIELD5", "status", aliases=("สถานะ", "STATUS")),
    Column("อำเภอ", "district", aliases=("AMPHOE", "DISTRICT")),
    Column("ตำบล", "subdistrict", aliases=("TAMBON", "SUBDISTRICT")),
    Column("APPROVE_DT", "approved_on", dates.day, aliases=("วันอนุญาต",), rule="date_unreadable"),
    Column("EXPIRE_DT", "expires_on", dates.day, aliases=("วันสิ้นอายุ",), rule="date_unreadable", years_ahead=100),
    Column("LAT", "lat", aliases=("LATITUDE",)),
    Column("LNG", "lon", aliases=("LON", "LONGITUDE")),
    Column("LAST_UPDATE", "said_on", dates.day, rule="date_unreadable"),
)


def key(reader: RowReader, row: Row) -> str:
    """The concession's number."""
    printed = cells.text(reader.cell(row, "number"))
    return parse(printed).canonical if printed else ""


def claim(reading: Reading) -> Claim:
    """The polygon, beside the areas named."""
    read = reading.fields
    return Claim(read["lon"], read["lat"], read["province"], read["district"], read["subdistrict"])


def build(reading: Reading) -> NewFacility:
    """The mine or plant of one row, with its one licence."""
    read, number = reading.fields, parse(reading.fields["number"])
    place = reading.place or NOWHERE
    status, holder, form = _status(reading), cells.name(read["holder"]), _form(reading)
    if form in ("", LicenceForm.CONCESSION):
        for problem in number.problems:
            reading.complain("number_problem", "number", number.printed, problem_words(problem).en)
    return NewFacility(
        kind=Kind.MINE,
        source=NAME,
        source_key=reading.key,
        status=status,
        name_th=cells.name(read["name"]),
        operator_th=holder,
        footprint=ground(reading),
        position=place.position,
        position_source=NAME if place.position else "",
        position_method=place.method,
        error_radius_m=place.error_radius_m,
        position_raw=place.raw,
        subdistrict_th=read["subdistrict"],
        district_th=read["district"],
        province_th=read["province"],
        subdistrict_code=place.code if len(place.code) == 6 else "",
        province_code=addresses.province_code(reading, ""),
        licences=(_licence(reading, holder, status, form),),
        mine=NewMine(
            mineral_th=read["mineral"],
            mineral_en=_MINERALS_EN.get(read["mineral"].removeprefix("แร่"), ""),
            holder_th=holder,
            approved_on=read["approved_on"],
            expires_on=read["expires_on"],
        ),
    )


def _licence(reading: Reading, holder: str, status: Status, form: str) -> NewLicence:
    read = reading.fields
    approved, expires = read["approved_on"], read["expires_on"]
    if approved and expires and expires < approved:
        reading.complain("dates_reversed", "expires_on", expires, str(approved))
    return NewLicence(
        read["number"],
        approved,
        expires_on=expires,
        holder_th=holder,
        status=status,
        activity_th=read["mineral"],
        form=form,
    )


def _form(reading: Reading) -> str:
    """By the type column; empty without one, for then the number tells."""
    words = reading.fields["type"]
    if not words:
        return ""
    return next((form for word, form in _FORMS if word in words), LicenceForm.OTHER)


def _status(reading: Reading) -> Status:
    written = reading.fields["status"]
    status = statuses.of_mine(written)
    if status is None and written:
        reading.complain("status_unknown", "status", written)
    return status or Status.UNKNOWN


PROFILE = Profile(
    name=NAME,
    title="DPIM mining concessions and permits",
    columns=COLUMNS,
    key=key,
    build=build,
    claim=claim,
    # The applicant's given name is nobody's business once the holder is known.
    private=frozenset({"REQ_PERSON_FNAME", "REQ_PERSON_LNAME"}),
    volatile=frozenset({"LAST_UPDATE", "ROW_ID"}),
    precedence=70,
)
