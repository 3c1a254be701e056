"""The rules that find what may be wrong with sites."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from facilities.corrections import move_facility
from facilities.models import Facility, Kind, Matter, WorkItem
from facilities.new_facility import NewActivity, NewFacility, NewFactory, NewLicence
from facilities.quality import refresh
from facilities.quality.accepting import accept
from facilities.quality.weight import HAZARDOUS
from geo.coordinates import LonLat
from geo.models import Level, PositionMethod
from tests.builders_facilities import HERE, TESTER, new_facility, registered
from tests.builders_geo import an_area, an_edition

pytestmark = pytest.mark.django_db

FAR = LonLat(102.5, 13.8)


def looked_at(*news: NewFacility) -> list[Facility]:
    """Registered, and the whole register looked at."""
    facilities = registered(*news)
    refresh(None)
    return facilities


def matters(facility: Facility) -> dict[str, Any]:
    """The open matters of a site with their detail."""
    return dict(facility.work_items.filter(settled_at__isnull=True).values_list("matter", "detail"))


def test_a_sound_site_has_no_item() -> None:
    (mill,) = looked_at(new_facility())
    assert matters(mill) == {}


def test_a_site_without_position_is_unplaced() -> None:
    (mill,) = looked_at(new_facility(None))
    assert matters(mill) == {"unplaced": {}}


@pytest.mark.parametrize(
    ("changes", "open_"),
    [
        ({"position_method": PositionMethod.CENTROID, "error_radius_m": 3000.0}, True),
        ({"error_radius_m": 501.0}, True),
        ({"error_radius_m": 500.0}, False),
    ],
)
def test_a_poor_position_is_approximate(changes: dict[str, Any], open_: bool) -> None:
    (mill,) = looked_at(new_facility(**changes))
    assert ("approximate" in matters(mill)) is open_


def test_sites_on_exactly_one_point_share_it() -> None:
    one, other, apart = looked_at(new_facility(), new_facility(), new_facility(LonLat(101.60001, 13.8)))
    assert matters(one)["shared"] == {"others": 1, "lon": HERE.lon, "lat": HERE.lat}
    assert "shared" in matters(other)
    assert matters(apart) == {}


def test_centres_of_areas_are_shared_by_nature() -> None:
    middle = {"position_method": PositionMethod.CENTROID, "error_radius_m": 3000.0}
    one, _ = looked_at(new_facility(**middle), new_facility(**middle))
    assert set(matters(one)) == {"approximate"}


def test_who_moves_away_from_a_shared_point_frees_the_other() -> None:
    one, other = looked_at(new_facility(), new_facility())
    move_facility(one, LonLat(101.7, 13.9), actor=TESTER, reason="visited", error_radius_m=10)
    assert matters(one) == matters(other) == {}


def subdistrict() -> None:
    """A province of one degree around HERE with one small subdistrict in its corner; lines 500 m off at most."""
    an_edition(an_area("25", west=101))
    an_edition(an_area("250101", west=101, south=13, size=0.1), level=Level.SUBDISTRICT)


def test_a_site_outside_its_stated_subdistrict_says_by_how_many_metres() -> None:
    subdistrict()
    inside, outside = looked_at(
        new_facility(LonLat(101.05, 13.05), subdistrict_code="250101"),
        new_facility(LonLat(101.05, 13.20), subdistrict_code="250101"),
    )
    assert matters(inside) == {}
    assert matters(outside)["outside"] == {"code": "250101", "metres": pytest.approx(11_064, abs=5)}


def test_nearer_than_line_and_position_may_be_off_nothing_is_said() -> None:
    subdistrict()
    near = LonLat(101.05, 13.1 + 0.006)  # 664 m beyond the line, which may be 500 m off, as the point may be 200 m
    (mill,) = looked_at(new_facility(near, subdistrict_code="250101"))
    assert matters(mill) == {}


def test_a_radius_that_reaches_back_to_the_area_excuses_nothing() -> None:
    subdistrict()
    (mill,) = looked_at(new_facility(LonLat(101.05, 13.2), subdistrict_code="250101", error_radius_m=11_064.0))
    assert "outside" in matters(mill)


def test_a_district_known_by_its_name_is_used_where_no_code_is() -> None:
    an_edition(an_area("25", west=101))
    an_edition(an_area("2506", west=101, south=13, size=0.1, name_th="ศรีมหาโพธิ"), level=Level.DISTRICT)
    (mill,) = looked_at(new_facility())
    assert matters(mill)["outside"]["code"] == "2506"


def test_without_finer_boundaries_the_province_counts() -> None:
    an_edition(an_area("25", west=101))
    (mill,) = looked_at(new_facility(FAR, subdistrict_code="250101"))
    assert matters(mill)["outside"]["code"] == "25"


def test_editions_not_in_force_say_nothing() -> None:
    an_edition(an_area("25", west=101), valid_from=date(2200, 1, 1))
    (mill,) = looked_at(new_facility(FAR))
    assert matters(mill) == {}


def test_a_class_or_province_that_the_number_denies_is_a_contradiction() -> None:
    (mill,) = registered(
        new_facility(licences=(NewLicence("จ3-9(1)-1/51ปจ", factory_class=2, fourteen="20110000125512"),))
    )
    refresh(None)
    said = matters(mill)["contradict"]
    assert said["class"] == {"number": 3, "register": 2}
    assert said["province"] == {"number": "11", "register": "25"}


def test_a_matter_that_is_gone_is_settled_and_comes_back_when_it_does() -> None:
    (mill,) = looked_at(new_facility(None))
    move_facility(mill, HERE, actor=TESTER, reason="visited", error_radius_m=10)
    assert WorkItem.objects.get().settled_how == "gone"
    Facility.objects.update(position=None)
    refresh([mill.pk])
    assert WorkItem.objects.filter(settled_at__isnull=True).count() == 1


def test_what_a_person_called_right_stays_settled_until_it_changes() -> None:
    one, _ = looked_at(new_facility(), new_facility())
    accept(one.work_items.get(), actor=TESTER, reason="two firms, one hall")
    refresh(None)
    assert matters(one) == {}
    registered(new_facility())
    refresh(None)
    assert matters(one)["shared"]["others"] == 2


def test_looking_twice_changes_nothing() -> None:
    looked_at(new_facility(None), new_facility(), new_facility())
    before = list(WorkItem.objects.order_by("pk").values())
    refresh(None)
    assert list(WorkItem.objects.order_by("pk").values()) == before


def test_weight_puts_hazard_before_status_before_size() -> None:
    small, large, struck, hazardous = looked_at(
        new_facility(None, factory=NewFactory(horsepower=60.0)),
        new_facility(None, factory=NewFactory(horsepower=900.0)),
        new_facility(None, status="struck_off", factory=NewFactory(horsepower=5000.0)),
        new_facility(None, status="struck_off", activities=(NewActivity(42),)),
    )
    order = WorkItem.objects.order_by("-weight").values_list("facility_id", flat=True)
    assert list(order) == [hazardous.pk, large.pk, small.pk, struck.pk]
    assert WorkItem.objects.get(facility=hazardous).weight >= HAZARDOUS


def test_a_store_of_seized_waste_counts_as_hazardous() -> None:
    looked_at(new_facility(None, kind=Kind.SEIZED, status="unknown", licences=(), activities=(), factory=None))
    assert WorkItem.objects.get().weight >= HAZARDOUS


def test_only_the_sites_asked_for_are_looked_at() -> None:
    one, other = registered(new_facility(None), new_facility(None))
    refresh([one.pk])
    assert (matters(one), matters(other)) == ({"unplaced": {}}, {})


@pytest.mark.parametrize("ids", [None, [1, 2, 3]])
def test_it_takes_the_same_statements_for_any_number_of_sites(ids: Sequence[int] | None) -> None:
    registered(*(new_facility(None) for _ in range(20)))
    with CaptureQueriesContext(connection) as many:
        refresh(ids)
    assert len(many) <= 20


def test_the_command_says_what_it_found(capsys: pytest.CaptureFixture[str]) -> None:
    registered(new_facility(None))
    call_command("check_quality")
    assert "1 unplaced" in capsys.readouterr().out
    assert Matter.UNPLACED in WorkItem.objects.values_list("matter", flat=True)
