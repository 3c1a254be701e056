"""Editions are loaded inactive, activated from a day, and follow one another."""

from datetime import date
from itertools import pairwise

import pytest

from geo import editions, versions
from geo.errors import Conflict
from geo.models import AreaPart, AreaTileShape, Change, Level
from tests.builders_geo import ACTOR, a_draft, an_area, an_edition

pytestmark = pytest.mark.django_db


def test_a_loaded_edition_is_not_in_force() -> None:
    edition = an_edition(active=False)
    assert edition.activated_at is None
    assert edition.areas.count() == 2


def test_the_first_edition_may_hold_since_ever() -> None:
    edition = an_edition(valid_from=None)
    assert (edition.valid_from, edition.valid_to) == (None, None)


def test_activating_closes_the_predecessor_on_that_day() -> None:
    old = an_edition(name="old")
    an_edition(name="new", valid_from=date(2020, 1, 1))
    old.refresh_from_db()
    assert old.valid_to == date(2020, 1, 1)


@pytest.mark.parametrize("day", [None, date(2019, 12, 31), date(2020, 1, 1)])
def test_an_edition_cannot_begin_before_or_with_its_predecessor(day: date | None) -> None:
    an_edition(name="old", valid_from=date(2020, 1, 1))
    with pytest.raises(Conflict, match="'old'"):
        an_edition(name="new", valid_from=day)


def test_an_edition_cannot_be_put_between_two() -> None:
    an_edition(name="old")
    an_edition(name="new", valid_from=date(2020, 1, 1))
    with pytest.raises(Conflict):
        an_edition(name="between", valid_from=date(2019, 1, 1))


def test_activating_twice_is_a_conflict() -> None:
    edition = an_edition()
    with pytest.raises(Conflict, match="already"):
        editions.activate(edition, valid_from=date(2030, 1, 1), actor=ACTOR)


def test_editions_of_different_levels_do_not_meet() -> None:
    an_edition()
    an_edition(an_area("1001"), level=Level.DISTRICT)
    assert Change.objects.filter(action="activate_areas").count() == 2


def test_withdrawing_lets_the_predecessor_run_on() -> None:
    old = an_edition(name="old")
    new = an_edition(name="new", valid_from=date(2020, 1, 1))
    editions.withdraw(new, actor=ACTOR, reason="wrong file")
    old.refresh_from_db()
    assert old.valid_to is None
    assert Change.objects.get(action="withdraw_areas").reason == "wrong file"


def test_loading_the_same_areas_again_gives_the_same_edition() -> None:
    first = an_edition(active=False)
    again = editions.load(a_draft(), [an_area("24", west=101), an_area("10")], actor=ACTOR)
    assert again == first
    assert Change.objects.count() == 1


def test_other_areas_under_the_same_name_are_refused() -> None:
    an_edition(active=False)
    with pytest.raises(Conflict, match="another edition name"):
        editions.load(a_draft(), [an_area("10", size=0.9)], actor=ACTOR)


def test_every_change_is_recorded_with_who_did_it() -> None:
    an_edition()
    recorded = list(Change.objects.order_by("id").values_list("action", "actor_label"))
    assert recorded == [("load_areas", "test"), ("activate_areas", "test")]


def test_activation_moves_the_version_of_the_layer(django_capture_on_commit_callbacks) -> None:
    before = versions.current("areas")
    with django_capture_on_commit_callbacks(execute=True):
        an_edition()
    assert versions.current("areas") != before


def test_parts_have_short_edges_and_few_vertices() -> None:
    an_edition(active=False)
    parts = list(AreaPart.objects.all())
    assert all(part.shape.num_coords < 200 for part in parts)
    for part in parts:
        ring = part.shape.exterior_ring.coords
        assert max(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(ring)) < 0.0201


def test_parts_cover_their_area_exactly() -> None:
    edition = an_edition(an_area("10", size=3), active=False)
    assert sum(part.shape.area for part in edition_parts(edition)) == pytest.approx(9)


def test_tile_shapes_are_made_for_the_zooms_of_the_level() -> None:
    an_edition(an_area("1001"), level=Level.DISTRICT, active=False)
    assert sorted(AreaTileShape.objects.values_list("min_zoom", "max_zoom")) == [(8, 9), (10, 11), (12, 22)]


def edition_parts(edition):
    return AreaPart.objects.filter(edition=edition)
