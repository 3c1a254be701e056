"""Reports are outdated when a new site stands nearer or a border moved, and only then."""

from typing import Any

import pytest
from django.core.management import call_command

from facilities.sites.merging import merge_sites
from geo.coordinates import LonLat
from geo.errors import OutsideThailand
from incidents import reattribution
from incidents.models import Report
from incidents.outdated import Outdated, outdated
from incidents.reattribution import reattribute
from tests.builders_facilities import TESTER, new_facility, registered, square
from tests.builders_incidents import NOW, a_report
from tests.builders_incidents import PRACHIN_BURI as HERE

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


def test_a_re_run_counts_writes_and_leaves_nothing_outdated() -> None:
    report = a_report()
    registered(new_facility(HERE))
    counted = reattribute(Report.objects.open(), actor=TESTER, now=NOW, apply=False)
    assert (counted.sites, counted.answers, len(found())) == (1, 0, 1)
    reattribute(Report.objects.open(), actor=TESTER, now=NOW, apply=True)
    report.attribution.refresh_from_db()
    assert report.attribution.nearest is not None
    assert found() == []


def test_the_command_applies_only_when_told(capsys: pytest.CaptureFixture[str]) -> None:
    a_report()
    registered(new_facility(HERE))
    call_command("reattribute")
    call_command("reattribute", "--apply")
    call_command("reattribute", "--all")
    said = capsys.readouterr().out.splitlines()
    assert [line.split(",")[1] for line in said] == [
        " 1 with other sites",
        " 1 with other sites",
        " 0 with other sites",
    ]


def test_one_that_lies_in_no_country_any_more_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = a_report(), a_report()
    registered(new_facility(HERE))
    for_real = reattribution.rerun

    def rerun(stored: Report, **options: Any) -> object:
        if stored.pk == first.pk:
            raise OutsideThailand("The sea", field="lon", value=0)
        return for_real(stored, **options)

    monkeypatch.setattr(reattribution, "rerun", rerun)
    counted = reattribute(Report.objects.open(), actor=TESTER, now=NOW, apply=True)
    second.attribution.refresh_from_db()
    assert (counted.sites, counted.failed, second.attribution.nearest is not None) == (2, 1, True)
