"""One site out of several opinions: precedence, then life, then day; corrections above all."""

from datetime import date
from typing import Any

import pytest

from facilities.models import Kind, Status
from facilities.new_facility import NewActivity, NewFactory, NewLicence
from facilities.resolution import Opinion, resolve
from geo.coordinates import LonLat
from geo.models import PositionMethod
from tests.builders_facilities import new_facility

THERE = LonLat(101.7, 13.9)


def opinion(
    precedence: int = 50, said_on: date | None = None, loaded_on: date | None = None, **changes: Any
) -> Opinion:
    """One record's word."""
    return Opinion("source", said_on, new_facility(**changes), precedence, loaded_on)


def licence(number: str = "จ3-9(1)-1/51ปจ", **changes: Any) -> NewLicence:
    """One licence."""
    return NewLicence(number, **changes)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (opinion(60, name_th="ก"), opinion(50, name_th="ข")),
        (opinion(name_th="ก"), opinion(name_th="ข", status=Status.STRUCK_OFF)),
        (opinion(50, date(2026, 2, 1), name_th="ก"), opinion(50, date(2026, 1, 1), name_th="ข")),
        (opinion(50, date(2026, 1, 1), name_th="ก"), opinion(loaded_on=date(2026, 9, 1), name_th="ข")),
        (opinion(loaded_on=date(2026, 9, 1), name_th="ก"), opinion(loaded_on=date(2026, 8, 1), name_th="ข")),
        (opinion(60, loaded_on=date(2026, 1, 1), name_th="ก"), opinion(50, date(2026, 9, 1), name_th="ข")),
        (opinion(40, name_th="ก"), opinion(60, name_th="")),
    ],
)
def test_the_better_statement_wins_in_any_order(first: Opinion, second: Opinion) -> None:
    assert resolve([first, second], {}).name_th == "ก"
    assert resolve([second, first], {}).name_th == "ก"


def test_a_stated_point_goes_before_a_centre_of_higher_precedence() -> None:
    centre = opinion(60, position=THERE, position_method=PositionMethod.CENTROID, error_radius_m=3000.0)
    new = resolve([centre, opinion(10)], {})
    assert (new.position_method, new.error_radius_m) == (PositionMethod.STATED, 200.0)


def test_an_area_comes_with_its_own_codes() -> None:
    vague = opinion(60, subdistrict_th="", district_th="", province_th="", province_code="", subdistrict_code="")
    new = resolve([vague, opinion(10, subdistrict_th="หนองกี่", subdistrict_code="250203")], {})
    assert (new.subdistrict_th, new.subdistrict_code) == ("หนองกี่", "250203")


def test_the_status_is_the_one_on_which_most_goes_on() -> None:
    gone = opinion(60, status=Status.STRUCK_OFF, licences=(licence(status=Status.STRUCK_OFF),))
    alive = opinion(60, status=Status.STOPPED, licences=(licence("จ3-9(1)-2/51ปจ", status=Status.STOPPED),))
    assert resolve([gone, alive], {}).status == Status.STOPPED


def test_size_is_summed_over_licences_that_are_not_struck_off() -> None:
    said = [
        opinion(licences=(licence(status=Status.OPERATING, horsepower=100.0, workers=4, factory_class=2),)),
        opinion(licences=(licence("จ3-9(1)-2/51ปจ", status=Status.STOPPED, horsepower=50.0, factory_class=3),)),
        opinion(licences=(licence("จ3-9(1)-3/51ปจ", status=Status.STRUCK_OFF, horsepower=900.0),)),
    ]
    factory = resolve(said, {}).factory
    assert factory == NewFactory(factory_class=3, horsepower=150.0, workers=4)


def test_types_are_those_of_all_that_are_not_struck_off() -> None:
    gone = opinion(status=Status.STRUCK_OFF, activities=(NewActivity(101),))
    new = resolve([gone, opinion(activities=(NewActivity(9, 1),)), opinion(activities=(NewActivity(14),))], {})
    assert sorted(item.type_code for item in new.activities) == [9, 14]
    assert resolve([gone], {}).activities == (NewActivity(101),)


def test_one_licence_in_two_sources_takes_each_field_from_the_first_that_states_it() -> None:
    long = "10250000125510"
    first = opinion(60, licences=(licence(fourteen=long, status=Status.OPERATING),))
    second = opinion(30, licences=(NewLicence(long, date(2008, 12, 15), status=Status.STOPPED),))
    (one,) = resolve([second, first], {}).licences
    assert (one.number, one.status, one.issued_on) == ("จ3-9(1)-1/51ปจ", Status.OPERATING, date(2008, 12, 15))


def test_a_correction_wins_over_every_source() -> None:
    place = {"lon": 101.7, "lat": 13.9, "error_radius_m": 10.0, "position_source": "somying"}
    new = resolve([opinion(90)], {"position": place, "name_th": "ชื่อจริง", "kind": "mine", "status": "closed"})
    assert (new.position, new.position_method, new.position_source) == (THERE, PositionMethod.HAND, "somying")
    assert (new.name_th, new.kind, new.status) == ("ชื่อจริง", Kind.MINE, Status.CLOSED)
