"""Tiles made beforehand: there for whoever asks, begun again where it stopped, within the disk's bound."""

import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from geo.coordinates import LonLat
from tests.builders_facilities import HERE, new_facility, register_all
from tests.builders_incidents import an_officer
from tests.builders_visitors import Visitor, address
from tiles import serving

pytestmark = pytest.mark.django_db(transaction=True)


def warmed(*options: str) -> tuple[int, int]:
    """How many tiles were made, and how many were there."""
    said = StringIO()
    call_command("warm_tiles", "--layer", "facilities", *options, stdout=said)
    numbers = re.search(r"facilities: (\d+) tiles made, (\d+) were there", said.getvalue())
    assert numbers
    return int(numbers[1]), int(numbers[2])


def test_what_is_warm_is_served_without_asking_for_it() -> None:
    register_all([new_facility()])
    made, there = warmed()
    assert (made >= 11, there) == (True, 0)
    with Visitor() as visitor:
        found = visitor.get(address("facilities", HERE, 8))
        assert (found.status, visitor.drawn()) == (200, 0)


def test_it_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    register_all([new_facility()])
    drawn, run = [], serving.sql.run

    def until_stopped(statement: Any) -> bytes:
        if len(drawn) == 4:
            raise KeyboardInterrupt
        drawn.append(statement)
        return run(statement)

    with monkeypatch.context() as patched:
        patched.setattr(serving.sql, "run", until_stopped)
        with pytest.raises(CommandError) as stopped:
            warmed()
    assert stopped.value.returncode == 130
    made, there = warmed()
    assert (made > 0, there) == (True, 4)
    assert warmed() == (0, made + there)


def test_a_change_is_made_anew_and_nothing_else() -> None:
    register_all([new_facility(), new_facility(LonLat(HERE.lon - 2, HERE.lat))])
    made, _there = warmed("--zooms", "10")
    register_all([new_facility()])
    again, there = warmed("--zooms", "10")
    assert (0 < again < made, again + there) == (True, made)
    assert warmed("--zooms", "10") == (0, made)


def test_it_ends_before_the_disk_is_full(settings: Any) -> None:
    settings.TILE_CACHE_BYTES = 5 * 4096
    serving.tile_cache.cache_clear()
    register_all([new_facility()])
    with pytest.raises(CommandError, match="PHANGUT_TILE_CACHE_MB"):
        warmed()
    assert serving.tile_cache().size() <= 5 * 4096


def test_a_users_view_is_warmed_for_that_user() -> None:
    register_all([new_facility()])
    an_officer(name="somchai")
    assert warmed("--zooms", "5", "--as", "somchai", "--bbox", "97,5,106,21") != (0, 0)


@pytest.mark.parametrize(
    ("options", "rule"),
    [
        (["--zooms", "5-99"], "--zooms is such as"),
        (["--layer", "secrets"], "There is no such layer|ไม่มี"),
        (["--as", "nobody"], "There is no user"),
        (["--bbox", "1,2"], "four numbers"),
    ],
)
def test_a_wrong_option_is_told_by_its_rule(options: list[str], rule: str) -> None:
    with pytest.raises(CommandError, match=rule):
        warmed(*options)
