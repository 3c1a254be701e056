"""Profile `tisi-certificate`: certificates of the standards institute: มอก., มอก.เอส and มผช. (domain notes 3).

No public file of them has coordinates, and a certificate has no factory number: sites are joined by the 13-digit
juristic id, and placed by their stated area. Telephones and identity cards of persons are never stored.
"""

from hashlib import blake2b

from facilities.imports import addresses, cells, dates
from facilities.imports.claims import NOWHERE, Claim
from facilities.imports.profile import Column, Profile, Reading, Row, RowReader
from facilities.models import Kind, Scheme, Status
from facilities.new_facility import NewCertificate, NewFacility, NewLicence, NewSme
from facilities.registration import parse

NAME = "tisi-certificate"

_SCHEMES = (
    ("มอก.เอส", Scheme.TIS_S), ("มอกเอส", Scheme.TIS_S), ("มอก.s", Scheme.TIS_S),
    ("tisi-s", Scheme.TIS_S), ("tis-s", Scheme.TIS_S),
    ("มผช", Scheme.TCPS), ("tcps", Scheme.TCPS), ("ชุมชน", Scheme.TCPS), ("tis_s", Scheme.TIS_S),
    ("มอก", Scheme.TIS), ("tis", Scheme.TIS),
)  # fmt: skip
"""The longer marks first: มอก.เอส begins as มอก. does."""


def juristic_id(cell: object) -> str:
    """The 13 digits of a juristic person, which begin with 0; empty for a person's identity card, which is not kept."""
    digits = cells.digits(cell)
    return digits if len(digits) == 13 and digits.startswith("0") else ""


def checks(digits: str) -> bool:
    """Whether the 13th digit is that of the other twelve, weighed 13 to 2, modulo 11."""
    weighed = sum(int(digit) * weight for digit, weight in zip(digits[:12], range(13, 1, -1), strict=True))
    return (11 - weighed % 11) % 10 == int(digits[12])


COLUMNS = (
    Column(
        "เลขที่ใบรับรอง", "number", required=True,
        aliases=("เลขที่ใบอนุญาต", "ใบอนุญาตเลขที่", "CERTIFICATE_NO", "CERT_NO", "LICENSE_NO"),
    ),
    Column("ประเภทการรับรอง", "scheme", aliases=("ประเภท", "โครงการ", "SCHEME")),
    Column("มาตรฐานเลขที่", "standard", aliases=("เลขที่มาตรฐาน", "มอก.", "มผช.", "TIS_NO", "STANDARD_NO", "STANDARD")),
    Column("ขอบข่าย", "scope", aliases=("ผลิตภัณฑ์", "รายละเอียดผลิตภัณฑ์", "PRODUCT", "SCOPE")),
    Column("ผู้ได้รับการรับรอง", "holder", aliases=("ผู้รับใบอนุญาต", "ผู้ประกอบการ", "ชื่อผู้ประกอบการ", "HOLDER", "LICENSEE")),
    Column(
        "เลขทะเบียนนิติบุคคล", "juristic", juristic_id, aliases=("เลขประจำตัวผู้เสียภาษี", "JURISTIC_ID", "TAX_ID"),
        keep=lambda cell: bool(juristic_id(cell)),
    ),
    Column("ชื่อสถานประกอบการ", "name", aliases=("ชื่อโรงงาน", "SITE_NAME")),
    Column("เลขทะเบียนโรงงาน", "factory_number", aliases=("FACTORY_NO", "DISPFACREG")),
    Column("ที่ตั้ง", "address", aliases=("ที่อยู่", "ADDRESS")),
    Column("เลขที่", "house", cells.text_or_zero),
    Column("หมู่", "moo", cells.text_or_zero, aliases=("หมู่ที่",)),
    Column("ซอย", "soi", cells.text_or_zero),
    Column("ถนน", "road", cells.text_or_zero),
    Column("ตำบล", "subdistrict", aliases=("แขวง/ตำบล", "ตำบล/แขวง", "TAMBON")),
    Column("อำเภอ", "district", aliases=("เขต/อำเภอ", "อำเภอ/เขต", "AMPHOE")),
    Column("จังหวัด", "province", aliases=("PROVINCE",)),
    Column("วันที่ออก", "issued_on", dates.day, aliases=("วันที่อนุญาต", "วันที่ได้รับ", "ISSUE_DATE"), rule="date_unreadable"),
    Column(
        "วันหมดอายุ", "expires_on", dates.day, aliases=("วันที่หมดอายุ", "EXPIRE_DATE"), rule="date_unreadable",
        years_ahead=100,
    ),
    Column("LAT", "lat", aliases=("ละติจูด",)),
    Column("LNG", "lon", aliases=("LON", "ลองจิจูด", "ลองติจูด")),
    Column("LAST_UPDATE", "said_on", dates.day, aliases=("ปรับปรุงเมื่อ",), rule="date_unreadable"),
)  # fmt: skip


def key(reader: RowReader, row: Row) -> str:
    """The certificate's number."""
    printed = cells.text(reader.cell(row, "number"))
    return parse(printed).canonical if printed else ""


def claim(reading: Reading) -> Claim:
    """Coordinates, where a file has any, beside the areas of the address."""
    read = reading.fields
    return Claim(read["lon"], read["lat"], read["province"], read["district"], read["subdistrict"])


def build(reading: Reading) -> NewFacility:
    """The site of one certificate. A product standard is held by a factory, the two others by small makers."""
    read, place = reading.fields, reading.place or NOWHERE
    scheme, holder = scheme_of(reading, read["number"]), cells.name(read["holder"])
    if read["juristic"] and not checks(read["juristic"]):
        reading.complain("juristic_check_digit", "juristic", read["juristic"])
    if read["issued_on"] and read["expires_on"] and read["expires_on"] < read["issued_on"]:
        reading.complain("dates_reversed", "expires_on", read["expires_on"], str(read["issued_on"]))
    is_factory = scheme == Scheme.TIS
    return NewFacility(
        kind=Kind.FACTORY if is_factory else Kind.SME,
        source=NAME,
        source_key=reading.key,
        status=Status.UNKNOWN,
        name_th=cells.name(read["name"]) or holder,
        operator_th=holder,
        position=place.position,
        position_source=NAME if place.position else "",
        position_method=place.method,
        error_radius_m=place.error_radius_m,
        position_raw=place.raw,
        address_th=addresses.line(reading) or read["address"][:400],
        subdistrict_th=addresses.bare(read["subdistrict"]),
        district_th=addresses.bare(read["district"]),
        province_th=addresses.bare(read["province"]),
        subdistrict_code=place.code if len(place.code) == 6 else "",
        province_code=addresses.province_code(reading, ""),
        site_key=_site_key(reading, holder),
        licences=(NewLicence(read["factory_number"], holder_th=holder),) if read["factory_number"] else (),
        certificates=(_certificate(reading, scheme, holder),),
        sme=None if is_factory else NewSme(product_th=read["scope"][:200], standard=read["standard"][:80]),
    )


def _certificate(reading: Reading, scheme: Scheme, holder: str) -> NewCertificate:
    read = reading.fields
    return NewCertificate(
        scheme=scheme,
        number=read["number"],
        standard=read["standard"],
        scope_th=read["scope"],
        holder_th=holder,
        issued_on=read["issued_on"],
        expires_on=read["expires_on"],
    )


def scheme_of(reading: Reading, number: str) -> Scheme:
    """By the words of the scheme, else of the standard, else of the certificate's number; a word not known is said."""
    read = reading.fields
    found = [_marked(written) for written in (read["scheme"], read["standard"], number)]
    told = next(filter(None, found), None)
    if (read["scheme"] and found[0] is None) or (told is None and not number.startswith("ท")):
        reading.complain("scheme_unknown", "scheme", read["scheme"] or number)
    return told or Scheme.TIS


def _marked(written: str) -> Scheme | None:
    plain = written.lower().replace(" ", "")
    return next((scheme for word, scheme in _SCHEMES if word in plain), None)


def _site_key(reading: Reading, holder: str) -> str:
    """One juristic person in one subdistrict is one site, whatever its certificates; else as for any address."""
    read = reading.fields
    if not (read["juristic"] and read["subdistrict"] and read["province"]):
        return addresses.site_key(holder, reading)
    areas = (addresses.bare(read[name]) for name in ("subdistrict", "district", "province"))
    return blake2b("|".join((read["juristic"], *areas)).encode(), digest_size=16).hexdigest()


PROFILE = Profile(
    name=NAME,
    title="TISI certificates (มอก., มอก.เอส, มผช.)",
    columns=COLUMNS,
    key=key,
    build=build,
    claim=claim,
    private=frozenset({"โทร", "โทร.", "TEL", "ชื่อผู้ขอ", "เลขบัตร"}),
    volatile=frozenset({"LAST_UPDATE"}),
    precedence=20,
    groups_sites=True,
)
