"""The nearest facility is the one that an independent search over the ellipsoid finds."""

import random
from collections.abc import Sequence

import pytest

from facilities.models import Kind
from facilities.nearest import nearest
from facilities.new_facility import NewFacility
from facilities.sites.merging import merge_sites
from geo.coordinates import LonLat
from geo.errors import BadInput
from tests.builders_facilities import HERE, TESTER, new_facility, register_all, registered, square
from tests.facilities.brute_force import BruteForce

pytestmark = pytest.mark.django_db


def scattered(seed: int, points: int, footprints: int) -> list[NewFacility]:
    """Random facilities over two degrees, some on one spot, and footprints of 200 m to 4 km."""
    rng = random.Random(seed)
    places = [LonLat(rng.uniform(100.5, 102.5), rng.uniform(13, 15)) for _ in range(points)]
    shared = [rng.choice(places) for _ in range(points // 10)]
    grounds = [LonLat(rng.uniform(100.5, 102.5), rng.uniform(13, 15)) for _ in range(footprints)]
    return [
        *(new_facility(place) for place in (*places, *shared)),
        *(new_facility(None, footprint=square(ground, rng.uniform(0.001, 0.02))) for ground in grounds),
    ]


def agreeing(places: Sequence[LonLat], brute: BruteForce) -> int:
    """How many places get the same five facilities in the same order from both."""
    return sum([near.id for near in nearest(place)] == brute.nearest(place, 5) for place in places)


def test_five_nearest_equal_an_independent_search() -> None:
    news = scattered(seed=7, points=300, footprints=15)
    brute = BruteForce([(facility.pk, new) for facility, new in zip(registered(*news), news, strict=True)])
    rng = random.Random(8)
    places = [LonLat(rng.uniform(100.3, 102.7), rng.uniform(12.8, 15.2)) for _ in range(200)]
    assert agreeing(places, brute) == 200


def test_east_and_north_are_weighed_on_the_ellipsoid() -> None:
    """The index, which measures on the sphere, shows the eastern one first: there a degree north is longer."""
    east, north = registered(new_facility(LonLat(101.6, 13.8)), new_facility(LonLat(100.6, 14.7745)))
    found = nearest(LonLat(100.6, 13.8), 2)
    assert [near.id for near in found] == [north.pk, east.pk]
    assert found[0].distance_m == pytest.approx(107_816, abs=30)
    assert found[1].distance_m == pytest.approx(108_130, abs=30)


def test_inside_a_footprint_the_distance_is_zero() -> None:
    (mine,) = registered(new_facility(None, footprint=square(HERE, 0.01)))
    (near,) = nearest(LonLat(HERE.lon + 0.009, HERE.lat))
    assert (near.id, near.distance_m) == (mine.pk, 0.0)


def test_equal_distances_come_by_id() -> None:
    stored = registered(*(new_facility(HERE) for _ in range(30)))
    assert [near.id for near in nearest(HERE, 5)] == [facility.pk for facility in stored[:5]]


def test_struck_off_and_stopped_ones_are_found() -> None:
    (gone,) = registered(new_facility(status="struck_off"))
    assert nearest(HERE)[0].status == "struck_off"
    assert nearest(HERE)[0].id == gone.pk


def test_an_empty_register_gives_nothing() -> None:
    assert nearest(HERE) == ()


def test_one_without_any_place_is_left_out() -> None:
    register_all([new_facility(None)])
    assert nearest(HERE) == ()


def test_one_statement_brings_all_that_intake_needs(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    register_all(new_facility(LonLat(101.6 + step / 100, 13.8)) for step in range(40))
    with django_assert_num_queries(1):
        near = nearest(HERE)[0]
    assert near.registrations[0].startswith("จ3-9(1)-")
    assert (near.factory_class, near.types, near.kind, near.error_radius_m) == (3, (9,), "factory", 200.0)


@pytest.mark.parametrize("count", [0, -1, 101])
def test_a_count_out_of_range_is_refused(count: int) -> None:
    with pytest.raises(BadInput):
        nearest(HERE, count)


def test_a_kind_can_be_passed_over() -> None:
    suspected, mill = registered(new_facility(kind=Kind.SUSPECTED), new_facility(LonLat(101.7, 13.8)))
    assert [near.id for near in nearest(HERE)] == [suspected.pk, mill.pk]
    assert [near.id for near in nearest(HERE, without=["suspected"])] == [mill.pk]


def test_a_site_merged_into_another_is_not_there_twice() -> None:
    kept, absorbed = registered(new_facility(), new_facility())
    merge_sites(kept, absorbed, actor=TESTER, reason="one plant")
    assert [near.id for near in nearest(HERE)] == [kept.pk]
