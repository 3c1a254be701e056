"""Every kind of change shows on the next fetch of the tile around it, and a tile of another province stays as it is."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection, transaction
from django.utils import timezone

from facilities.corrections import correct, move_facility
from facilities.models import Facility
from facilities.sites.merging import merge_sites
from facilities.sites.splitting import split_site
from geo import editions
from geo.coordinates import LonLat
from geo.models import AreaEdition, Level
from incidents.amending import move_place
from incidents.life import change_state
from incidents.models import Category, Report
from incidents.states import State
from tests.builders_geo import an_area, an_edition
from tests.builders_incidents import (
    ACTOR,
    BANGKOK,
    NOW,
    PRACHIN_BURI,
    a_country,
    a_crew,
    a_factory,
    a_report,
    an_officer,
)
from tests.builders_visitors import Visitor, address, cookie_of
from tests.facilities.imports.feeds import load, row, written

pytestmark = pytest.mark.django_db(transaction=True)

BESIDE = LonLat(PRACHIN_BURI.lon + 0.003, PRACHIN_BURI.lat)
BOTH = "facilities,incidents"


@pytest.fixture(autouse=True)
def country() -> None:
    """A factory and a report in each of two provinces."""
    a_country()
    for key, place in (("1", PRACHIN_BURI), ("2", BANGKOK)):
        a_factory(place, key=key, number=f"จ3-9(6)-{key}/51ปจ")
        a_report(place)


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    with Visitor() as found:
        yield found


def here() -> Facility:
    return Facility.objects.get(source_key="1")


def reported() -> Report:
    return Report.objects.order_by("pk").first()  # type: ignore[return-value]


def a_twin() -> Facility:
    return a_factory(BESIDE, key="3", number="จ3-9(6)-3/51ปจ")


def files_a_report() -> None:
    a_report(PRACHIN_BURI)


def moves_the_pin() -> None:
    move_facility(here(), BESIDE, actor=ACTOR, reason="seen", error_radius_m=10)


def moves_a_report() -> None:
    move_place(reported(), BESIDE, error_radius_m=50, actor=ACTOR, reason="seen", now=NOW)


def stops_a_facility() -> None:
    correct(here(), "status", "stopped", actor=ACTOR, reason="seen")


def takes_up_a_report() -> None:
    change_state(reported(), State.ASSIGNED, actor=ACTOR, reason="ours", now=NOW)


def refuses_a_report() -> None:
    change_state(reported(), State.REFUSED, actor=ACTOR, reason="no such place", now=NOW, grounds="unclear")


def merges_two() -> None:
    merge_sites(here(), Facility.objects.get(source_key="3"), actor=ACTOR, reason="the same")


def splits_one() -> None:
    kept = here()
    kept.licences.create(number="จ3-9(6)-9/51ปจ", canonical="9", form="old")
    split_site(kept, [kept.licences.get(canonical="9")], actor=ACTOR, reason="two")


def deletes_a_facility() -> None:
    Facility.everything.filter(source_key="3").delete()


@transaction.atomic
def forgets_a_report() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL phangut.forget = 'on'")
    reported().delete()


def writes_past_every_operation() -> None:
    Facility.objects.filter(source_key="1").update(hazard=True)


CHANGES: list[tuple[Callable[[], Any], str, str]] = [
    (files_a_report, "incidents", ""),
    (moves_the_pin, "facilities", ""),
    (moves_a_report, "incidents", "officer"),
    (stops_a_facility, "facilities", ""),
    (takes_up_a_report, "incidents", "officer"),
    (refuses_a_report, "incidents", ""),
    (merges_two, "facilities", ""),
    (splits_one, "facilities", ""),
    (deletes_a_facility, "facilities", ""),
    (forgets_a_report, "incidents", ""),
    (writes_past_every_operation, "facilities", ""),
]


@pytest.mark.parametrize(("change", "layer", "who"), CHANGES, ids=lambda value: getattr(value, "__name__", value))
def test_a_change_shows_at_once_and_only_where_it_is(visitor: Visitor, change: Any, layer: str, who: str) -> None:
    a_twin()
    headers = {"cookie": cookie_of(an_officer())} if who else {}
    near, far = address(layer, PRACHIN_BURI), address(layer, BANGKOK)
    before = [visitor.get(path, **headers) for path in (near, far)]
    drawn = visitor.drawn()
    change()
    after = [visitor.get(path, **headers) for path in (near, far)]
    assert after[0].body != before[0].body
    assert after[1].headers["ETag"] == before[1].headers["ETag"]
    assert visitor.drawn() == drawn + 1


def test_what_a_load_brings_shows_where_it_is(visitor: Visitor, tmp_path: Path) -> None:
    file = written(tmp_path / "feed.csv", [row(7, LAT="13.5", LNG="101.5"), row(8, LAT="13.51", LNG="101.51")])
    before = [visitor.get(address("facilities", place)) for place in (PRACHIN_BURI, BANGKOK)]
    drawn = visitor.drawn()
    load(file)
    after = [visitor.get(address("facilities", place)) for place in (PRACHIN_BURI, BANGKOK)]
    assert Facility.objects.filter(source="diw").exists() or Facility.objects.count() > 2
    assert after[0].body != before[0].body
    assert (after[1].body, visitor.drawn()) == (before[1].body, drawn + 1)


def test_a_load_that_finds_a_place_as_it_was_does_not_renew_it(visitor: Visitor, tmp_path: Path) -> None:
    one, other = row(7, LAT="13.5", LNG="101.5"), row(8, LAT="13.5", LNG="100.5")
    load(written(tmp_path / "feed.csv", [one, other]))
    visitor.get(address("facilities", PRACHIN_BURI))
    drawn = visitor.drawn()
    load(written(tmp_path / "next.csv", [one, {**other, "TOTAL_WORKER": "11"}]))
    visitor.get(address("facilities", PRACHIN_BURI))
    assert visitor.drawn() == drawn


def test_a_new_role_shows_to_its_holder_and_to_nobody_else(visitor: Visitor) -> None:
    user = a_crew()
    user.user_permissions.clear()
    mine, path = {"cookie": cookie_of(user)}, address("incidents", PRACHIN_BURI)
    before, public = visitor.get(path, **mine), visitor.get(path)
    user.user_permissions.set(Permission.objects.filter(codename__in=["view_report", "view_exactplace"]))
    drawn = visitor.drawn()
    assert visitor.get(path, **mine).body != before.body
    assert (visitor.get(path).body, visitor.drawn()) == (public.body, drawn + 1)


def test_a_category_for_a_narrow_circle_leaves_the_publics_tiles_at_once(visitor: Visitor) -> None:
    a_report(BANGKOK, category="radiation")
    paths = [address("incidents", place) for place in (PRACHIN_BURI, BANGKOK)]
    before = [visitor.get(path) for path in paths]
    Category.objects.filter(pk="radiation").update(urgency="restricted")
    after = [visitor.get(path, if_none_match=one.headers["ETag"]) for path, one in zip(paths, before, strict=True)]
    assert [one.status for one in after] == [304, 200]


def test_a_category_that_is_renamed_is_so_in_the_filters_and_renews_no_tile(visitor: Visitor, client: Any) -> None:
    """Tiles hold its code."""
    visitor.get(address("incidents", PRACHIN_BURI))
    drawn = visitor.drawn()
    Category.objects.filter(pk="odour").update(name_th="กลิ่นเหม็นไหม้")
    assert "กลิ่นเหม็นไหม้" in client.get("/tiles/incidents.json").content.decode()
    visitor.get(address("incidents", PRACHIN_BURI))
    assert visitor.drawn() == drawn


def test_an_edition_of_boundaries_shows_on_the_map_and_leaves_the_facilities_alone(visitor: Visitor) -> None:
    draft = an_edition(an_area("25", west=101.2, south=13.2), active=False, name="better", valid_from=None)
    areas, facilities = address("areas", PRACHIN_BURI, 8), address("facilities", PRACHIN_BURI)
    before = [visitor.get(areas), visitor.get(facilities)]
    drawn = visitor.drawn()
    AreaEdition.objects.filter(level=Level.PROVINCE, activated_at__isnull=False).update(valid_to=date(2026, 1, 1))
    editions.activate(draft, valid_from=date(2026, 1, 1), actor=ACTOR, now=timezone.now())
    assert visitor.get(areas).body != before[0].body
    assert visitor.get(facilities).body == before[1].body
    assert visitor.drawn() == drawn + 1


def test_time_makes_a_case_overdue_where_it_is_and_nowhere_else(visitor: Visitor) -> None:
    Report.objects.update(accept_by=None, finish_by=timezone.now() + timedelta(days=9))
    officer = {"cookie": cookie_of(an_officer())}
    paths = [address("incidents", place) for place in (PRACHIN_BURI, BANGKOK)]
    assert {visitor.get(path, **officer).status for path in paths} == {200}
    soon = timezone.now() + timedelta(seconds=1.5)
    Report.objects.filter(pk=reported().pk).update(accept_by=soon)
    before = [visitor.get(path, **officer) for path in paths]
    drawn = visitor.drawn()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep_until(%s)", [soon + timedelta(milliseconds=1)])
    after = [visitor.get(path, **officer) for path in paths]
    assert after[0].body != before[0].body
    assert (after[1].body, visitor.drawn()) == (before[1].body, drawn + 1)


def test_a_tile_of_several_layers_changes_with_each_of_them(visitor: Visitor) -> None:
    a_twin()
    path = address(BOTH, PRACHIN_BURI)
    seen = [visitor.get(path).body]
    for change in (files_a_report, stops_a_facility):
        change()
        seen.append(visitor.get(path).body)
    assert len(set(seen)) == 3
