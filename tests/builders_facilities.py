"""Facilities with a default for every field."""

from collections.abc import Iterable
from itertools import count
from typing import Any

from shapely.geometry import Polygon

from facilities.models import Facility, Kind, Status
from facilities.new_facility import NewActivity, NewFacility, NewFactory, NewLicence
from facilities.operations import register_many
from facilities.reference import load_factory_types
from geo.changes import Actor
from geo.coordinates import LonLat
from geo.models import PositionMethod

TESTER = Actor("test")
HERE = LonLat(101.6, 13.8)
_numbers = count(1)


def new_facility(position: LonLat | None = HERE, **changes: Any) -> NewFacility:
    """An operating class 3 rice mill in Prachin Buri."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "kind": Kind.FACTORY,
        "status": Status.OPERATING,
        "source": "test",
        "source_key": f"key-{number}",
        "name_th": f"โรงสีทดสอบ {number}",
        "operator_th": "บริษัท ตัวอย่าง จำกัด",
        "position": position,
        "position_source": "test" if position else "",
        "position_method": PositionMethod.STATED if position else PositionMethod.NONE,
        "error_radius_m": 200.0 if position else None,
        "subdistrict_th": "ท่าตูม",
        "district_th": "ศรีมหาโพธิ",
        "province_th": "ปราจีนบุรี",
        "province_code": "25",
        "licences": (NewLicence(f"จ3-9(1)-{number}/51ปจ"),),
        "activities": (NewActivity(9, 1),),
        "factory": NewFactory(factory_class=3, horsepower=90.0),
    }
    return NewFacility(**{**values, **changes})


def registered(*news: NewFacility) -> list[Facility]:
    """The same facilities in the register, in the order given; factory types are loaded first."""
    register_all(news)
    stored = {facility.source_key: facility for facility in Facility.objects.all()}
    return [stored[new.source_key] for new in news]


def register_all(news: Iterable[NewFacility]) -> int:
    """Put them into the register; returns how many."""
    load_factory_types()
    return register_many(news, actor=TESTER, reason="a test")


def square(centre: LonLat, half_side: float) -> Polygon:
    """A square of twice `half_side` degrees."""
    west, east = centre.lon - half_side, centre.lon + half_side
    south, north = centre.lat - half_side, centre.lat + half_side
    return Polygon([(west, south), (east, south), (east, north), (west, north)])
