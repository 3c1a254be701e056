"""The database's own notes: by whom and however a table is written, in whatever order transactions end."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from facilities.models import Certificate, Facility, Licence
from facilities.operations import register_many
from facilities.reference import load_factory_types
from geo.coordinates import LonLat
from geo.crs import MERCATOR_HALF_WORLD_M
from geo.touches.cells import LEVEL, Cells, around
from geo.touches.putting_away import put_away
from geo.touches.reading import Follower
from tests.builders_facilities import HERE, TESTER, new_facility, register_all, registered
from tests.builders_tiles import tile_of

pytestmark = pytest.mark.django_db(transaction=True)

ELSEWHERE = LonLat(100.1, 15.2)


def cells_at(place: LonLat) -> Cells:
    tile = tile_of(place, LEVEL)
    return around(tile.z, tile.x, tile.y, 0)


@pytest.fixture
def follower() -> Follower:
    return Follower()


def put_all_away() -> int:
    """As if all that is noted had been over an hour ago; other databases of the server may hold that up."""
    put_away()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE geo_touch_sum SET notes = (SELECT max(xid::text::bigint) + 1 FROM geo_touch) "
            "WHERE topic = '' AND cell = 1 AND EXISTS (SELECT FROM geo_touch)"
        )
    return put_away()


def version(follower: Follower, place: LonLat = HERE) -> str:
    return follower.version("facilities", cells_at(place))


def rename(facility: Facility) -> None:
    Facility.objects.filter(pk=facility.pk).update(name_th="ชื่อใหม่")


def move_away(facility: Facility) -> None:
    facility.position = f"SRID=4326;POINT({ELSEWHERE.lon} {ELSEWHERE.lat})"  # type: ignore[assignment]
    facility.save()


def licence_it(facility: Facility) -> None:
    Licence.objects.filter(facility=facility).update(issuer="ieat")


def certify(facility: Facility) -> None:
    Certificate.objects.create(facility=facility, scheme="tis", number="1", canonical="1")


def truncate(_facility: Facility) -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE facilities_facility CASCADE")


@pytest.mark.parametrize("change", [rename, move_away, licence_it, certify, Facility.delete, truncate])
def test_whoever_writes_however_is_noted_where_it_was(follower: Follower, change: Callable[[Any], Any]) -> None:
    (facility,) = registered(new_facility())
    before = version(follower)
    change(facility)
    assert version(follower) != before


def test_the_place_it_is_moved_to_is_noted_too(follower: Follower) -> None:
    (facility,) = registered(new_facility())
    before = version(follower, ELSEWHERE)
    move_away(facility)
    assert version(follower, ELSEWHERE) != before


@pytest.mark.parametrize(
    "changes", [{"search_text": "x"}, {"operator_th": "x"}, {"name_th": "same"}, {"status": "closed"}]
)
def test_what_no_tile_shows_or_is_as_it_was_is_not_noted(follower: Follower, changes: dict[str, str]) -> None:
    register_all([new_facility(name_th="same", status="closed")])
    before = version(follower)
    Facility.objects.update(**changes)
    assert version(follower) == before


def test_what_is_rolled_back_was_never_noted(follower: Follower) -> None:
    (facility,) = registered(new_facility())
    before = version(follower)
    with transaction.atomic():
        rename(facility)
        transaction.set_rollback(True)
    assert version(follower) == before


def test_what_a_transaction_wrote_it_sees_and_forgets_where_it_is_undone(follower: Follower) -> None:
    (facility,) = registered(new_facility())
    before = version(follower)
    seen = []
    for _ in range(2):
        with transaction.atomic():
            seen.append(version(follower))
            rename(facility)
            seen.append(version(follower))
            transaction.set_rollback(True)
    assert [one == before for one in seen] == [True, False, True, False]


def test_many_rows_of_one_place_are_one_note(follower: Follower) -> None:
    load_factory_types()
    before = version(follower)
    many = [new_facility(LonLat(HERE.lon + number / 100_000, HERE.lat)) for number in range(50)]
    register_many(many, actor=TESTER, reason="a test")
    everywhere, here = before.split(".")
    assert version(follower) == f"{everywhere}.{int(here) + 1}"


def test_the_later_of_two_transactions_may_end_first(follower: Follower) -> None:
    """The earlier one is seen when it ends, though a later one was seen before."""
    (facility,) = registered(new_facility())
    other = registered(new_facility(ELSEWHERE))[0]
    written, may_end = threading.Event(), threading.Event()

    def early() -> None:
        with transaction.atomic():
            rename(facility)
            written.set()
            may_end.wait(10)
        connection.close()

    thread = threading.Thread(target=early)
    thread.start()
    written.wait(10)
    before = version(follower), version(follower, ELSEWHERE)
    rename(other)
    between = version(follower), version(follower, ELSEWHERE)
    may_end.set()
    thread.join()
    after = version(follower), version(follower, ELSEWHERE)
    assert (between[0], between[1] != before[1]) == (before[0], True)
    assert (after[0] != before[0], after[1]) == (True, between[1])


def test_writers_of_one_place_do_not_wait_for_each_other() -> None:
    first, second = registered(new_facility(), new_facility())
    written, may_end = threading.Event(), threading.Event()

    def holding() -> None:
        with transaction.atomic():
            rename(first)
            written.set()
            may_end.wait(10)
        connection.close()

    thread = threading.Thread(target=holding)
    thread.start()
    written.wait(10)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '500ms'")
        rename(second)
    may_end.set()
    thread.join()


def test_putting_away_changes_no_version() -> None:
    register_all([new_facility()])
    often, seldom = Follower(), Follower()
    before = version(often)
    assert version(seldom) == before
    assert put_all_away() > 0
    assert version(often) == before
    register_all([new_facility()])
    put_all_away()
    assert version(often) == version(seldom) == version(Follower()) != before


def test_what_is_new_is_not_put_away_before_the_time_after() -> None:
    put_all_away()
    register_all([new_facility()])
    assert put_away() == 0


@pytest.mark.parametrize(("lon", "lat"), [(101.6, 13.8), (97.35, 20.4), (105.6, 5.62), (-179.999, 85.05)])
def test_the_database_and_the_ledger_number_cells_alike(lon: float, lat: float) -> None:
    tile = tile_of(LonLat(lon, lat), LEVEL)
    with connection.cursor() as cursor:
        cursor.execute("SELECT geo_cell(ST_Transform(ST_SetSRID(ST_MakePoint(%s, %s), 4326), 3857))", [lon, lat])
        assert cursor.fetchone() == (tile.y * 2**LEVEL + tile.x,)


def test_the_width_of_a_cell_is_that_of_a_tile() -> None:
    assert 2 * MERCATOR_HALF_WORLD_M / 2**LEVEL == 9783.939620502561
