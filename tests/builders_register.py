"""Register files read row by row over a small country of squares, and what became of each row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from shapely.geometry import box

from facilities.imports.mapping import from_yaml
from facilities.imports.profile import New, Profile, Reading
from facilities.imports.profiles import PROFILES, generic_profile
from facilities.new_estate import NewEstate
from facilities.new_facility import NewFacility
from geo.area_index import AreaIndex, KnownArea
from geo.coordinates import LonLat
from geo.errors import BadInput
from geo.tables import TableRow, open_table

DATA = Path(__file__).parent / "data" / "register"
TODAY = date(2026, 11, 22)
PLACE = LonLat(101.601234, 13.801234)
"""In the subdistrict 250601, where most rows say they are."""

NO_AREAS = AreaIndex([])


def a_country(finest: int = 6) -> AreaIndex:
    """Three provinces with one district each and their subdistricts; `finest` digits of codes and fewer are kept."""
    squares = (
        ("10", "กรุงเทพมหานคร", "Bangkok", box(100.3, 13.5, 100.9, 13.95)),
        ("1001", "พระนคร", "Phra Nakhon", box(100.45, 13.7, 100.55, 13.8)),
        ("100101", "พระบรมมหาราชวัง", "", box(100.48, 13.74, 100.5, 13.76)),
        ("21", "ระยอง", "Rayong", box(101, 12.5, 101.7, 13.2)),
        ("25", "ปราจีนบุรี", "Prachin Buri", box(101, 13.5, 102, 14.4)),
        ("2506", "ศรีมหาโพธิ", "Si Maha Phot", box(101.5, 13.7, 101.8, 13.9)),
        ("250601", "ท่าตูม", "Tha Tum", box(101.55, 13.75, 101.65, 13.85)),
        ("250602", "หนองโพรง", "Nong Phrong", box(101.65, 13.75, 101.75, 13.85)),
        ("30", "นครราชสีมา", "Nakhon Ratchasima", box(102, 14.5, 102.6, 15.2)),
        ("3001", "เมืองนครราชสีมา", "", box(102, 14.8, 102.3, 15.1)),
        ("300101", "ในเมือง", "", box(102.05, 14.9, 102.15, 15)),
    )
    return AreaIndex([KnownArea(*square) for square in squares if len(square[0]) <= finest])


@dataclass(frozen=True)
class Loaded:
    """What became of one row: `new`, or the error that refused it."""

    reading: Reading
    new: New | None
    error: BadInput | None

    @property
    def facility(self) -> NewFacility:
        """The facility of a row that was not refused."""
        assert isinstance(self.new, NewFacility), self.error
        return self.new

    @property
    def estate(self) -> NewEstate:
        """The estate of a row that was not refused."""
        assert isinstance(self.new, NewEstate), self.error
        return self.new

    @property
    def rules(self) -> set[str]:
        """The rules that the row broke."""
        return {problem.rule for problem in self.reading.problems}

    def detail(self, rule: str) -> str:
        """What was found beside the value."""
        return next(problem.detail for problem in self.reading.problems if problem.rule == rule)


def profile_of(name: str) -> Profile:
    """By the name at the start of a file's; `generic` with the mapping that lies beside the files."""
    return a_mapped() if name == "generic" else PROFILES[name]


def a_mapped(name: str = "generic__mapping.yaml") -> Profile:
    """The generic profile of a mapping file."""
    return generic_profile(from_yaml((DATA / name).read_text(encoding="utf-8")))


def load(path: Path | str, profile: Profile | None = None, *, areas: AreaIndex | None = None) -> dict[str, Loaded]:
    """Every row of a file through open_table, bind, read and build, by the row's name."""
    path = DATA / path
    table = open_table(path)
    reader = (profile or profile_of(path.name.split("__")[0])).bind(table.columns, today=TODAY)
    readings = [reader.read(row) for row in table.rows()]
    built = list(reader.build_all(readings, areas or a_country()))
    if reader.profile.across:
        across = dict(
            enumerate(reader.profile.across([(at, new) for at, new in built if not isinstance(new, BadInput)]))
        )
        settled = {id(reading): new for reading, new in across.values()}
        built = [(reading, settled.get(id(reading), new)) for reading, new in built]
    return {_label(reading): _loaded(reading, new) for reading, new in built}


def read_one(profile: Profile | str, areas: AreaIndex | None = None, **cells: Any) -> Loaded:
    """One row, its cells by the names of their columns."""
    chosen = PROFILES[profile] if isinstance(profile, str) else profile
    shape = cells.pop("shape", None)
    reader = chosen.bind(list(cells), today=TODAY)
    ((reading, new),) = reader.build_all([reader.read(TableRow(1, list(cells.values()), shape))], areas or a_country())
    return _loaded(reading, new)


def a_feed_row(**changes: Any) -> Mapping[str, Any]:
    """One good row of `diw-factory-data`, its cells by column."""
    row = {
        "DISPFACREG": "จ3-9(6)-1/51ปจ",
        "FNAME": "โรงงานทดสอบ",
        "ONAME": "บริษัท ตัวอย่าง จำกัด",
        "FTUMNAME": "ท่าตูม",
        "FAMPNAME": "ศรีมหาโพธิ",
        "FPROVNAME": "ปราจีนบุรี",
        "LAT": "13.801234",
        "LNG": "101.601234",
        "FFLAG": "1",
    }
    return {**row, **changes}


def _loaded(reading: Reading, new: New | BadInput) -> Loaded:
    return Loaded(reading, None, new) if isinstance(new, BadInput) else Loaded(reading, new, None)


def _label(reading: Reading) -> str:
    read = reading.fields
    return str(read.get("name") or read.get("id") or reading.key or reading.row.number)
