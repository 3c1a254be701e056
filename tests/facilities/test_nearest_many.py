"""Many places at once get what each gets alone."""

import random

import numpy
import pytest

from facilities.nearest import nearest
from facilities.nearest_many import NearestMany
from geo.coordinates import LonLat
from tests.builders_facilities import HERE, new_facility, registered, square
from tests.facilities.test_nearest import scattered

pytestmark = pytest.mark.django_db


def places_of(seed: int, count: int) -> list[LonLat]:
    rng = random.Random(seed)
    return [LonLat(rng.uniform(100.3, 102.7), rng.uniform(12.8, 15.2)) for _ in range(count)]


@pytest.mark.parametrize("count", [1, 5, 20])
def test_ids_and_metres_are_those_of_one_by_one(count: int) -> None:
    registered(*scattered(seed=17, points=300, footprints=25))
    places = places_of(18, 60)
    found = NearestMany.load().nearest(numpy.array([(p.lon, p.lat) for p in places]), count)
    for row, place in enumerate(places):
        alone = nearest(place, count)
        assert found.ids[row].tolist() == [near.id for near in alone]
        assert found.distance_m[row] == pytest.approx([near.distance_m for near in alone], abs=1e-6)


def test_fewer_sites_than_asked_for_leave_places_empty() -> None:
    (site,) = registered(new_facility(HERE))
    (mine,) = registered(new_facility(None, footprint=square(HERE, 0.01)))
    found = NearestMany.load().nearest(numpy.array([(HERE.lon, HERE.lat)]), 4)
    assert found.ids.tolist() == [[site.pk, mine.pk, -1, -1]]


def test_an_empty_register_has_no_nearest() -> None:
    assert NearestMany.load().nearest(numpy.array([(100.5, 13.7)]), 2).ids.tolist() == [[-1, -1]]


def test_kinds_that_are_passed_over_are_not_among_them() -> None:
    registered(new_facility(HERE))
    assert NearestMany.load(without=["factory"]).nearest(numpy.array([(HERE.lon, HERE.lat)]), 1).ids.tolist() == [[-1]]
