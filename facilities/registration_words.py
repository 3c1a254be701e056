"""What a registration number says, part by part, and what is wrong with it, in Thai and English words. Pure.

Readings that rest on inference say so: the meaning of some prefixes is published nowhere.
"""

from dataclasses import dataclass

from facilities.provinces import BY_CODE
from facilities.registration import Registration


@dataclass(frozen=True, slots=True)
class Words:
    """One thing said in both languages."""

    th: str
    en: str

    def said(self, language: str) -> str:
        """English for `en...`, else Thai."""
        return self.en if language.startswith("en") else self.th


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the number as written, and its meaning."""

    text: str
    meaning: Words


FORMS = {
    "old": Words("เลขทะเบียนโรงงานแบบเดิม", "Old factory registration number"),
    "fourteen": Words("เลขทะเบียนโรงงาน 14 หลัก", "14-digit factory registration number"),
    "ieat": Words("เลขทะเบียนของการนิคมอุตสาหกรรมฯ", "Number of the Industrial Estate Authority"),
    "eleven": Words("รหัสโรงงาน 11 หลัก (ใช้ภายในกรมโรงงานฯ)", "11-digit factory key (internal to DIW)"),
    "concession": Words("หมายเลขหลักหมายเขตและประทานบัตรเหมืองแร่", "Boundary marker and mining concession number"),
    "certificate": Words("เลขที่ใบรับรองหรือใบอนุญาตผลิตภัณฑ์", "Product certificate or licence"),
    "other": Words("รูปแบบที่ระบบไม่รู้จัก", "A form the service does not know"),
}

PROBLEMS = {
    "empty": Words("ไม่มีเลขทะเบียน", "There is no number"),
    "too_long": Words("ยาวเกินกว่าจะเป็นเลขทะเบียน", "Too long to be a number"),
    "not_recognised": Words("ไม่ตรงกับรูปแบบเลขทะเบียนใด", "Fits no known form"),
    "type_unknown": Words("ลำดับที่ประเภทโรงงานไม่อยู่ใน 1-107", "The factory type is not within 1-107"),
    "province_unknown": Words("ไม่มีจังหวัดที่ใช้รหัสหรืออักษรย่อนี้", "No province has this code or abbreviation"),
    "year_implausible": Words("ปีในเลขทะเบียนเป็นไปไม่ได้", "The year in the number cannot be"),
    "check_digit": Words("หลักตรวจสอบ (หลักสุดท้าย) ไม่ถูกต้อง", "The check digit (the last) is wrong"),
    "issuer_unknown": Words("ไม่รู้จักรหัสหน่วยงานผู้ออก (หลักแรก)", "The issuer (the first digit) is unknown"),
    "not_fourteen": Words("เลขทะเบียนใหม่ต้องมี 14 หลัก", "The new registration number has 14 digits"),
    "not_eleven": Words("รหัสโรงงานเดิมต้องมี 11 หลัก", "The old factory key has 11 digits"),
    "fourteen_issuer_differs": Words(
        "หน่วยงานผู้ออกในเลข 14 หลักไม่ตรงกับอักษรนำของเลขเดิม",
        "The issuer of the 14-digit number is not the one the old number's prefix goes with",
    ),
    "fourteen_province_differs": Words(
        "จังหวัดในเลข 14 หลักไม่ตรงกับเลขเดิม", "The province of the 14-digit number is not that of the old number"
    ),
    "fourteen_year_differs": Words(
        "ปีในเลข 14 หลักไม่ตรงกับเลขเดิม", "The year of the 14-digit number is not that of the old number"
    ),
    "eleven_class_differs": Words(
        "จำพวกในรหัส 11 หลักไม่ตรงกับเลขเดิม", "The class in the 11-digit key is not that of the old number"
    ),
    "eleven_type_differs": Words(
        "ประเภทในรหัส 11 หลักไม่ตรงกับเลขเดิม", "The type in the 11-digit key is not that of the old number"
    ),
    "eleven_year_differs": Words(
        "ปีในรหัส 11 หลักไม่ตรงกับเลขเดิม", "The year in the 11-digit key is not that of the old number"
    ),
    "eleven_running_differs": Words(
        "ลำดับที่ในรหัส 11 หลักไม่ตรงกับเลขเดิม", "The running number in the 11-digit key is not that of the old number"
    ),
    "no_province": Words(
        "รหัส 11 หลักไม่ระบุจังหวัด จึงซ้ำกันได้ทั่วประเทศ", "11-digit keys name no province, so they repeat over the country"
    ),
}

_PREFIXES = {
    "": Words("ไม่มีอักษรนำ: ออกโดยกรมโรงงานอุตสาหกรรม", "No prefix: issued by the Department of Industrial Works"),
    "จ": Words("ออกโดยสำนักงานอุตสาหกรรมจังหวัด", "Issued by the provincial industry office"),
    "ข": Words(
        "อยู่ในเขตประกอบการอุตสาหกรรม (พ.ร.บ.โรงงาน มาตรา 30) ตามที่สังเกตจากข้อมูลจริง",
        "In an industrial zone (Factory Act s.30), as observed in real data",
    ),
    "ก": Words("น่าจะหมายถึงกรุงเทพมหานคร (ยังไม่ยืนยัน)", "Probably Bangkok (not confirmed)"),
    "อ": Words("น่าจะหมายถึงองค์กรปกครองส่วนท้องถิ่น (ยังไม่ยืนยัน)", "Probably local government (not confirmed)"),
    "น": Words("ออกโดยการนิคมอุตสาหกรรมแห่งประเทศไทย", "Issued by the Industrial Estate Authority"),
}
_UNPUBLISHED_PREFIX = Words("อักษรนำที่ไม่พบคำอธิบายที่เผยแพร่", "A prefix whose meaning is not published")
_ISSUERS = {
    "0": Words("พบเฉพาะเลขเดิมที่ขึ้นต้นด้วย ศ (ไม่พบคำอธิบาย)", "Seen only where the old number starts with ศ; not explained"),
    "1": Words("ออกโดยกรมโรงงานอุตสาหกรรม", "Issued by the Department of Industrial Works"),
    "2": Words("ออกโดยสำนักงานอุตสาหกรรมจังหวัด", "Issued by the provincial industry office"),
    "7": Words("ออกโดยการนิคมอุตสาหกรรมแห่งประเทศไทย", "Issued by the Industrial Estate Authority"),
}
_UNKNOWN_ISSUER = Words("ไม่รู้จักหน่วยงานผู้ออก", "Unknown issuer")
_CLASSES = {
    1: Words("จำพวกที่ 1: ประกอบกิจการได้ทันที", "Class 1: may operate freely"),
    2: Words("จำพวกที่ 2: ต้องแจ้งก่อนประกอบกิจการ", "Class 2: must notify before operating"),
    3: Words("จำพวกที่ 3: ต้องได้รับใบอนุญาต (ร.ง.4)", "Class 3: needs a licence (ร.ง.4)"),
}
_RUNNING = Words("ลำดับที่ออก", "Running number")
_CHECK = Words("หลักตรวจสอบ", "Check digit")


def explain(number: Registration) -> tuple[Part, ...]:
    """The number's parts in the order they are written; empty for forms that say nothing of their parts."""
    readers = {"old": _old, "fourteen": _fourteen, "ieat": _ieat, "eleven": _eleven, "concession": _concession}
    reader = readers.get(number.form)
    return reader(number) if reader else ()


def problem_words(code: str) -> Words:
    """A problem's words."""
    return PROBLEMS[code]


def _old(number: Registration) -> tuple[Part, ...]:
    province = BY_CODE.get(number.province_code)
    where = Words(province.name_th, province.name_en) if province else PROBLEMS["province_unknown"]
    none = Words(f"ไม่มีอักษรย่อ: {where.th}", f"No suffix: {where.en}")
    return (
        Part(number.prefix or "–", _PREFIXES.get(number.prefix, _UNPUBLISHED_PREFIX)),
        Part(str(number.factory_class), _CLASSES[number.factory_class or 3]),
        _type(number),
        Part(str(number.running), _RUNNING),
        _year(number),
        Part(number.province_abbr or "–", where if number.province_abbr else none),
    )


def _fourteen(number: Registration) -> tuple[Part, ...]:
    digits = number.canonical
    province = BY_CODE.get(digits[2:4])
    outside = Words("นอกนิคมอุตสาหกรรม", "Outside an industrial estate")
    inside = Words("ในนิคมอุตสาหกรรม", "Inside an industrial estate")
    unknown = Words("ไม่พบคำอธิบาย", "Not explained")
    return (
        Part(digits[0], _ISSUERS.get(digits[0], _UNKNOWN_ISSUER)),
        Part(digits[1], {"0": outside, "2": inside, "3": inside}.get(digits[1], unknown)),
        Part(digits[2:4], Words(province.name_th, province.name_en) if province else PROBLEMS["province_unknown"]),
        Part(digits[4:9], _RUNNING),
        Part(digits[9:13], _year(number).meaning),
        Part(digits[13], PROBLEMS["check_digit"] if "check_digit" in number.problems else _CHECK),
    )


def _ieat(number: Registration) -> tuple[Part, ...]:
    estate = Part(number.estate, Words("รหัสนิคมอุตสาหกรรม", "Code of the industrial estate"))
    running = Part(str(number.running), _RUNNING)
    if number.type_code is None:
        return (estate, running, _year(number))
    return (Part("น.", _PREFIXES["น"]), _type(number), running, _year(number), estate)


def _eleven(number: Registration) -> tuple[Part, ...]:
    factory_class = Part(str(number.factory_class), _CLASSES[number.factory_class or 3])
    return (_type(number), factory_class, Part(str(number.running), _RUNNING), _year(number))


def _concession(number: Registration) -> tuple[Part, ...]:
    marker, concession = number.canonical.split("/")
    return (
        Part(marker, Words("หมายเลขหลักหมายเขตเหมืองแร่", "Boundary marker number")),
        Part(concession, Words("เลขที่ประทานบัตร", "Concession number")),
    )


def _type(number: Registration) -> Part:
    if number.sub_item is None:
        return Part(str(number.type_code), Words("ประเภทโรงงานลำดับที่", "Factory type"))
    return Part(
        f"{number.type_code}({number.sub_item})",
        Words("ประเภทโรงงานลำดับที่ (และลำดับย่อย)", "Factory type (and sub-item)"),
    )


def _year(number: Registration) -> Part:
    year = number.year_be or 0
    return Part(str(year), Words(f"ปี พ.ศ. {year}", f"Year B.E. {year} ({year - 543})"))
