"""A national factory feed that never was: 46 columns as `diw-factory-data` has them, with its faults in their shares.

The shares are those of the domain notes 1.2 to 1.5: 84% struck off, a third without a usable position, numbers wrapped
in ="...", quoted line breaks, exchanged and scaled coordinates, some sites with several licences.
"""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from _subdistricts import Cell

from facilities.provinces import BY_CODE
from facilities.registration import luhn_digit

_KNOWN = """
    FID FACREG DISPFACREG FACTYPE FNAME ONAME OBJECT FADDR FMOO FSOI FROAD FTUMNAME FAMPNAME FPROVNAME TOTAL_CAP
    TOTAL_WORKER HP LAT LNG ISIC_CODE ESTATE ESTATE_NAME_TH FFLAG LAST_UPDATE
"""
COLUMNS = (*_KNOWN.split(), *(f"EXTRA_{number:02d}" for number in range(1, 23)))

_FLAGS, _SHARES = ("0", "1", "2", "3"), (4_556, 33_696, 201_926, 1_171)
_TYPES = (2, 3, 4, 9, 11, 14, 34, 37, 42, 50, 53, 58, 64, 70, 77, 88, 91, 92, 95, 105, 106)
_NAMES = """
    บูรพา พนา ธารา มงคล นที ภูผา ตะวัน จันทรา ดารา เมฆา วารี ปฐพี อรุณ พิกุล หิรัญ ศิลา รุ่งเรือง ก้าวหน้า ทวีกิจ มั่นคง วัฒนา
    ไพบูลย์ เกษม สามัคคี พัฒนกิจ เจริญ สุวรรณ ศรีไทย อุดม ชัยพร
"""
_WORDS = _NAMES.split()
_TRADES = (
    "ทำผลิตภัณฑ์โลหะ กลึง เจาะ คว้าน ปั๊ม ตัด", "ซ่อมและเคาะพ่นสีรถยนต์", "สีข้าว", "ทำน้ำดื่มบรรจุขวด", "ทำเฟอร์นิเจอร์จากไม้ยางพารา",
    "ดูดทรายเพื่อการก่อสร้าง", "ผลิตไฟฟ้าจากพลังงานแสงอาทิตย์", "คัดแยกสิ่งปฏิกูลหรือวัสดุที่ไม่ใช้แล้ว", "ทำพลาสติกเป็นเม็ด แท่ง ท่อ",
    "ห้องเย็นเก็บรักษาอาหารทะเล", "ทำคอนกรีตผสมเสร็จ", "พิมพ์ ทำแฟ้มเก็บเอกสาร เย็บเล่ม",
)  # fmt: skip
_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@dataclass(slots=True)
class _Site:
    """Where licences are held: one operator at one address."""

    operator: str
    house: str
    moo: str
    cell: Cell
    lon: float
    lat: float


def write(path: Path, rows: int, cells: list[Cell], *, seed: int = 1, stamp: str = "20261122") -> None:
    """The feed as UTF-8 with a byte order mark and CRLF, as it is published. `stamp` fills LAST_UPDATE."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(_rows(random.Random(seed), rows, cells, stamp))


def _rows(rng: random.Random, count: int, cells: list[Cell], stamp: str) -> Iterator[list[str]]:
    site = _site(rng, cells)
    for number in range(1, count + 1):
        # 1,137 of some 62,000 sites hold 2,427 licences: 2% of the licences share the site of the one before.
        if rng.random() > 0.021:
            site = _site(rng, cells)
        yield _row(rng, number, site, stamp)


def _site(rng: random.Random, cells: list[Cell]) -> _Site:
    cell = rng.choice(cells)
    inside = cell.ground.representative_point()
    lon, lat = inside.x + rng.gauss(0, 0.004), inside.y + rng.gauss(0, 0.004)
    house, moo = f"{rng.randint(1, 999)}/{rng.randint(1, 99)}", str(rng.randint(1, 15))
    if rng.random() < 0.03:
        house = f"โฉนดที่ดินเลขที่ {rng.randint(1000, 99999)}"
    return _Site(_operator(rng), house, moo, cell, lon, lat)


def _operator(rng: random.Random) -> str:
    name = f"{rng.choice(_WORDS)}{rng.choice(_WORDS)} {rng.choice(_WORDS)} {rng.randint(2500, 2569)}"
    chance = rng.random()
    if chance < 0.55:
        return f"บริษัท {name} จำกัด"
    return f"ห้างหุ้นส่วนจำกัด {name}" if chance < 0.75 else f"นาย{rng.choice(_WORDS)} {name}"


def _row(rng: random.Random, number: int, site: _Site, stamp: str) -> list[str]:
    code, sub = rng.choice(_TYPES), rng.choice((0, 0, 1, 2, 5))
    factory_class, year = rng.choices((1, 2, 3), (1, 9, 90))[0], rng.randint(2513, 2568)
    fid, facreg, printed = _numbers(number, factory_class, code, sub, year, site.cell.code[:2])
    if rng.random() < 0.01:
        printed = printed.replace("-", " - ")
    cell, name = (
        site.cell,
        site.operator if rng.random() < 0.6 else rng.choice(("-", "", f"โรงงาน{rng.choice(_WORDS)}")),
    )
    lat, lon = _position(rng, site)
    return [
        f'="{fid}"', f'="  {facreg}"', printed, str(factory_class) if rng.random() < 0.995 else "-",
        _faulty(rng, name), _faulty(rng, site.operator), _object(rng), _house(rng, site.house), site.moo,
        "-" if rng.random() < 0.8 else rng.choice(_WORDS), "-" if rng.random() < 0.5 else f"ถนน{rng.choice(_WORDS)}",
        cell.subdistrict, cell.district, cell.province,
        str(rng.randint(1, 900) * 100_000), str(rng.randint(0, 300)), f"{rng.uniform(5, 900):.2f}", lat, lon,
        str(rng.randint(10_000, 99_999)), "OUT" if rng.random() < 0.97 else "-", "-",
        rng.choices(_FLAGS, _SHARES)[0], stamp, *_extras(rng),
    ]  # fmt: skip


def _numbers(number: int, factory_class: int, code: int, sub: int, year: int, province: str) -> tuple[str, str, str]:
    """The 14 digits, the 11 digits and the printed number of one licence; the running number tells them apart."""
    thirteen = f"20{province}{number % 100_000:05d}{year:04d}"
    facreg = f"{code:03d}{sub:02d}{factory_class}{number % 1000:03d}{year % 100:02d}"
    abbr = BY_CODE[province].abbr if province != "10" else ""
    kind = f"{code}({sub})" if sub else str(code)
    return f"{thirteen}{luhn_digit(thirteen)}", facreg, f"จ{factory_class}-{kind}-{number}/{year % 100:02d}{abbr}"


def _position(rng: random.Random, site: _Site) -> tuple[str, str]:
    """Latitude and longitude as text: two thirds good, the rest with the faults that were counted in the real feed."""
    lat, lon, chance = f"{site.lat:.6f}", f"{site.lon:.6f}", rng.random()
    if chance < 0.655:
        return lat, lon
    if chance < 0.995:
        return rng.choice((("0", "0"), ("", ""), ("-", "-"), ("", ""), ("0", "0"), ("1", "1")))
    if chance < 0.997:
        return lon, lat
    if chance < 0.998:
        return lat.replace(".", ""), lon.replace(".", "")
    return lat.split(".")[0], lon.split(".")[0]


def _object(rng: random.Random) -> str:
    text = " ".join(rng.choices(_TRADES, k=rng.randint(1, 4)))
    return text.replace(" ", "\n", 1) if rng.random() < 0.0014 else text


def _house(rng: random.Random, house: str) -> str:
    return house.translate(_DIGITS) if rng.random() < 0.02 else house


def _faulty(rng: random.Random, name: str) -> str:
    chance = rng.random()
    if chance < 0.004:
        return name.replace("ุ", "ุุ")
    return f" {name}\u200b " if chance < 0.01 else name


def _extras(rng: random.Random) -> list[str]:
    """The 22 columns that no source describes: half of them empty, as such columns are."""
    said = (
        str(rng.randint(1, 99_999)),
        rng.choice(_WORDS),
        "-",
        "0",
        f"{rng.randint(1, 28)}/{rng.randint(1, 12)}/2560",
    )
    return [said[place % 5] if place % 2 else "" for place in range(22)]
