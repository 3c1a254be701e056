"""Which field a column of an unknown file most probably is, by the likeness of its name to names that registers use."""

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache

from facilities.imports.mapping_fields import FIELDS
from facilities.imports.profiles import PROFILES

ENOUGH = 0.8
"""Below this two names have little more in common than a few letters."""

_SAME = {
    "id": ("รหัส", "ลำดับ", "key", "code", "objectid", "เลขที่", "no"),
    "number": ("เลขทะเบียนโรงงาน", "ทะเบียนโรงงาน", "เลขทะเบียน", "registration", "regno", "factoryno", "licenceno"),
    "fourteen": ("เลขทะเบียนใหม่", "เลขทะเบียน14หลัก"),
    "name": ("ชื่อ", "ชื่อโรงงาน", "ชื่อสถานประกอบการ", "ชื่อกิจการ", "ชื่อร้าน", "factoryname", "nameth", "title"),
    "name_en": ("ชื่อภาษาอังกฤษ", "nameeng", "englishname"),
    "operator": ("ผู้ประกอบการ", "ชื่อผู้ประกอบการ", "เจ้าของ", "บริษัท", "owner", "company", "ผู้ถือ", "holder"),
    "status": ("สถานะ", "status", "สภาพ"),
    "kind": ("ประเภท", "ชนิด", "kind"),
    "class": ("จำพวก", "จำพวกโรงงาน", "class"),
    "type": ("ลำดับที่", "ประเภทโรงงาน", "ลำดับประเภท", "factorytype"),
    "activity": ("ประกอบกิจการ", "กิจการ", "ลักษณะกิจการ", "activity", "object"),
    "horsepower": ("แรงม้า", "กำลังเครื่องจักร", "hp"),
    "workers": ("คนงาน", "จำนวนคนงาน", "workers", "employees"),
    "capital": ("เงินลงทุน", "ทุน", "capital"),
    "issued_on": ("วันที่ออก", "วันที่อนุญาต", "วันที่ออกใบอนุญาต", "issued", "startdate"),
    "expires_on": ("วันหมดอายุ", "วันสิ้นอายุ", "expires", "expirydate"),
    "address": ("ที่อยู่", "ที่ตั้ง", "address"),
    "subdistrict": ("ตำบล", "แขวง", "ตำบลแขวง", "tambon", "subdistrict"),
    "district": ("อำเภอ", "เขต", "อำเภอเขต", "amphoe", "district"),
    "province": ("จังหวัด", "province", "changwat"),
    "lat": ("ละติจูด", "lat", "latitude", "y", "northing", "พิกัดy", "พิกัดเหนือ"),
    "lon": ("ลองจิจูด", "ลองติจูด", "lon", "lng", "long", "longitude", "x", "easting", "พิกัดx", "พิกัดตะวันออก"),
    "position": ("พิกัด", "ตำแหน่ง", "latlong", "latlng", "coordinates", "gps"),
}
_NOISE = re.compile(r"[\s_\-./()\[\]:#]+")


def suggested(columns: Sequence[str], target: str = "facility") -> dict[str, str]:
    """Column to field: exact names first, then the most alike; each field once, and nothing where nothing is alike."""
    known = _known(target)
    exact = {column: known[bare(column)] for column in columns if bare(column) in known}
    taken = _each_once((1.0, column, field) for column, field in exact.items())
    rest = [column for column in columns if column not in taken]
    alike = (pair for column in rest for pair in _alike(column, known, set(taken.values())))
    return taken | _each_once(sorted(alike, key=lambda pair: -pair[0]))


def bare(name: str) -> str:
    """A column's name without what differs from writer to writer."""
    return _NOISE.sub("", name).lower()


@cache
def _known(target: str) -> Mapping[str, str]:
    fields = {field.name for field in FIELDS[target]}
    names = {
        bare(name): column.field
        for profile in PROFILES.values()
        if profile.target == target
        for column in profile.columns
        if column.field in fields
        for name in (column.name, *column.aliases)
    }
    ours = {bare(name): field for field, same in _SAME.items() if field in fields for name in (*same, field)}
    return names | ours


def _alike(column: str, known: Mapping[str, str], taken: set[str]) -> Iterable[tuple[float, str, str]]:
    """A short name is too easily part of a long one, so one that holds another counts by how much of it that is."""
    wanted = bare(column)
    for name, field in known.items():
        if field not in taken and len(name) > 2:
            likeness = SequenceMatcher(None, wanted, name).ratio()
            if likeness >= ENOUGH:
                yield likeness, column, field


def _each_once(pairs: Iterable[tuple[float, str, str]]) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for _likeness, column, field in pairs:
        if column not in chosen and field not in chosen.values():
            chosen[column] = field
    return chosen
