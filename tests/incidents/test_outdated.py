"""Reports are outdated when a new site stands nearer or a border moved, and only then."""

import pytest

from facilities.sites.merging import merge_sites
from geo.coordinates import LonLat
from incidents.models import Report
from incidents.outdated import Outdated, outdated
from tests.builders_facilities import TESTER, new_facility, registered, square
from tests.builders_incidents import PRACHIN_BURI as HERE
from tests.builders_incidents import a_report

pytestmark = pytest.mark.usefixtures("country")


def found() -> list[Outdated]:
    return list(outdated(Report.objects.all()))


def test_nothing_is_outdated_as_it_was_stored() -> None:
    registered(new_facility(HERE), new_facility(None, footprint=square(HERE, 0.01)))
    a_report()
    assert found() == []


def test_a_new_site_nearby_outdates_the_nearest() -> None:
    report = a_report()
    registered(new_facility(HERE))
    assert found() == [Outdated(report.pk, nearest=True, areas=False)]


def test_a_site_far_off_outdates_nothing() -> None:
    registered(*[new_facility(LonLat(HERE.lon + step / 1_000, HERE.lat)) for step in range(5)])
    a_report()
    registered(new_facility(LonLat(HERE.lon + 1, HERE.lat)))
    assert found() == []


def test_a_merged_site_outdates_the_reports_near_it() -> None:
    one, other = registered(new_facility(HERE), new_facility(HERE))
    report = a_report()
    merge_sites(one, other, actor=TESTER, reason="ที่เดียวกัน")
    assert [found.report for found in found()] == [report.pk]


def test_areas_that_are_no_longer_so_are_told_apart_from_sites() -> None:
    report = a_report()
    report.areas.filter(level="province").update(code="99")
    assert found() == [Outdated(report.pk, nearest=False, areas=True)]
