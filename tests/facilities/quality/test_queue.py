"""The order and the pages of the list of work."""

import pytest
from django.http import QueryDict

from facilities import open_matters
from facilities.models import Facility, WorkItem
from facilities.new_facility import NewActivity, NewFacility, NewFactory
from facilities.quality import queue as queue_module
from facilities.quality import refresh
from facilities.quality.queue import Place, Queue, page
from geo.errors import BadInput
from incidents.models import Attribution
from tests.builders_facilities import new_facility, registered
from tests.builders_incidents import a_country, a_report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def country() -> None:
    """Where reports can be filed."""
    a_country()


def unplaced(*news: NewFacility) -> list[Facility]:
    """Sites of which the work list speaks."""
    found = registered(*news)
    refresh(None)
    return found


def queue(query: str = "") -> Queue:
    """As an address asks for it."""
    return Queue.parse(QueryDict(query))


def sites(query: str = "") -> list[int]:
    """Keys of the sites on the first page."""
    return [item.facility_id for item in page(queue(query)).items]


def about(facility: Facility) -> None:
    """One open report presumed to be about a site."""
    Attribution.objects.filter(report=a_report()).update(nearest=facility, about_nearest=True, site=facility)


def test_hazard_leads_then_open_reports_then_status_and_size() -> None:
    plain, large, reported, hazardous, both = unplaced(
        new_facility(None),
        new_facility(None, factory=NewFactory(horsepower=5000.0)),
        new_facility(None, status="struck_off"),
        new_facility(None, status="struck_off", activities=(NewActivity(42),)),
        new_facility(None, status="struck_off", activities=(NewActivity(42),)),
    )
    about(reported)
    about(both)
    assert sites() == [both.pk, hazardous.pk, reported.pk, large.pk, plain.pk]
    assert [item.open_reports for item in page(queue()).items] == [1, 0, 1, 0, 0]


def test_pages_by_key_show_every_item_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_module, "PAGE", 3)
    found = unplaced(*(new_facility(None, activities=(NewActivity(42 if n % 3 else 9),)) for n in range(10)))
    for facility in found[:4]:
        about(facility)
    seen: list[int] = []
    address = "?"
    while address:
        shown = page(queue(address.lstrip("?")))
        seen += [item.facility_id for item in shown.items]
        address = shown.next_address
    assert len(seen) == len(set(seen)) == 10
    assert sorted(seen) == sorted(facility.pk for facility in found)


def test_the_next_site_follows_in_the_same_list() -> None:
    first, second = unplaced(new_facility(None, factory=NewFactory(horsepower=900.0)), new_facility(None))
    asked = queue("matter=unplaced")
    assert asked.next_site(asked.item_of(first.pk)) == second.pk
    assert asked.next_site(asked.item_of(second.pk)) is None


def test_a_matter_and_the_register_filters_narrow_the_list() -> None:
    here, there = unplaced(new_facility(None), new_facility(None, province_code="24"))
    assert sites("area=24") == [there.pk]
    assert sites("matter=shared") == []
    assert queue("area=25").counts()["unplaced"] == 1
    assert here.pk in sites("matter=unplaced&area=25")


@pytest.mark.parametrize(
    "query", ["matter=x", "after=x", "after=1-2-3", "after=1-2-3--4", "after=" + "9" * 40, "status=x"]
)
def test_a_wrong_address_is_refused_by_name(query: str) -> None:
    with pytest.raises(BadInput) as caught:
        queue(query)
    assert caught.value.fields["field"] == query.split("=")[0]


def test_a_place_is_read_as_it_is_written() -> None:
    place = Place(True, 2, 1_600_090, 7)
    assert Place.parse(str(place)) == place


def test_without_anybody_counting_nothing_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_matters, "_matters", {})
    (mill,) = unplaced(new_facility(None))
    assert sites() == [mill.pk]
    assert WorkItem.objects.count() == 1
