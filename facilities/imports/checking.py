"""Checks that need more than one row, or the boundaries: shared positions, repeated keys, the stated subdistrict."""

from collections import Counter
from collections.abc import Callable, Sequence

from facilities.imports.profile import Reading
from facilities.new_facility import NewFacility
from geo.areas import FoundArea, locate
from geo.coordinates import LonLat
from geo.errors import OutsideThailand, Unavailable

Checked = tuple[Reading, NewFacility]


def shared_positions(rows: Sequence[Checked]) -> None:
    """List every row whose position other rows have as well: a head office, a park's gate, or one plant."""
    counts = Counter(new.position for _, new in rows if new.position)
    for reading, new in rows:
        others = counts[new.position] - 1 if new.position else 0
        if others:
            reading.complain("position_shared", "geometry", new.position, f"{others} more")


def subdistricts(rows: Sequence[Checked], advance: Callable[[], None]) -> bool:
    """List rows whose position lies outside the stated subdistrict. False where no subdistricts are loaded."""
    for reading, new in rows:
        if new.position is not None and not _check_subdistrict(reading, new, new.position):
            return False
        advance()
    return True


def _check_subdistrict(reading: Reading, new: NewFacility, place: LonLat) -> bool:
    try:
        found = locate(place).subdistrict
    except OutsideThailand as error:
        reading.complain("position_outside_thailand", "geometry", place, error.detail)
        return True
    except Unavailable:
        return False
    if found is None:
        return False
    if not _is_stated(found, new):
        reading.complain("outside_subdistrict", "ตำบล", new.subdistrict_th, f"{found.name_th} {found.code}")
    return True


def _is_stated(found: FoundArea, new: NewFacility) -> bool:
    """By code, else by name, since spellings and codes come from different years."""
    return not new.subdistrict_th or found.name_th == new.subdistrict_th or found.code == new.subdistrict_code
