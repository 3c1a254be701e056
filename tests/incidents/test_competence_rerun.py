"""Asking anew who is competent: once, with the difference, as of the day received."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.gis.geos import Point
from django.db import transaction

from geo.changes import Actor
from geo.coordinates import LonLat
from incidents.competence.open_cases import open_cases
from incidents.competence.rerun import ReCause, rerun
from incidents.models import Category, CompetenceChange, CompetenceRule, Report, StepKind
from incidents.steps import locked
from tests.builders_incidents import CHACHOENGSAO, NOW, a_factory, a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]

OFFICER, LATER = Actor("officer"), NOW + timedelta(days=1)


def again(report: Report, cause: ReCause, **columns: Any) -> CompetenceChange | None:
    """The report with other columns, asked anew."""
    with transaction.atomic():
        stored = locked(report)
        for name, value in columns.items():
            setattr(stored, name, value)
        stored.save()
        return rerun(stored, cause=cause, actor=OFFICER, now=LATER)


def test_another_province_is_another_lead_and_the_case_stays_where_it_is() -> None:
    report = a_report()
    change = again(report, "place", position=Point(CHACHOENGSAO.lon, CHACHOENGSAO.lat, srid=4326))
    assert change is not None
    assert (change.before["lead"], change.after["lead"], change.cause) == ("pio-25", "pio-24", "place")
    report = Report.objects.get(pk=report.pk)
    assert report.handled_by_id == "pio-25"
    assert report.attribution.lead_id == "pio-24"
    assert {area.code for area in report.areas.all()} == {"24", "2401"}
    assert [step.kind for step in report.steps.all()] == [StepKind.STATE, StepKind.COMPETENCE]


def test_another_subject_is_another_body() -> None:
    change = again(a_report(), "category", category=Category.objects.get(pk="cane_burning"))
    assert change is not None
    assert change.after["lead"] == "ocsb"


def test_nothing_is_recorded_where_the_answer_stays() -> None:
    report = a_report()
    assert again(report, "place") is None
    assert again(report, "place") is None
    assert not CompetenceChange.objects.exists()
    assert report.steps.count() == 1


def test_a_confirmed_site_outweighs_the_presumption() -> None:
    report = a_report()
    crusher = a_factory(LonLat(101.9, 13.9), number="น.9(6)-1/2548-นทส.", factory=None)
    report.attribution.verdict, report.attribution.site = "site", crusher
    report.attribution.save()
    change = again(report, "site")
    assert change is not None
    assert (change.after["lead"], change.after["rule"]) == ("ieat", "estate-factory")
    report.attribution.refresh_from_db()
    assert report.attribution.site_id == crusher.pk


def test_a_confirmed_site_beyond_the_border_is_its_own_provinces() -> None:
    near_border = LonLat(101.002, 13.5)
    report = a_report(near_border)
    works = a_factory(LonLat(100.9975, 13.5), key="2", number="จ3-9(6)-2/51ฉช")
    report.attribution.verdict, report.attribution.site = "site", works
    report.attribution.save()
    change = again(report, "site")
    assert change is not None
    assert (change.before["lead"], change.after["lead"]) == ("pio-25", "pio-24")
    assert ["pio-25", "beyond_border"] in change.after["beside"]
    assert {area.code for area in report.areas.all()} == {"25", "2506"}
    assert [(stored.pk, situation.province_code) for stored, situation in open_cases(NOW.date())] == [(report.pk, "24")]


def test_dumped_waste_stays_with_the_province_it_lies_in() -> None:
    report = a_report(LonLat(101.002, 13.5), category="waste_dumping")
    works = a_factory(LonLat(100.9975, 13.5), key="2", number="จ3-9(6)-2/51ฉช")
    report.attribution.verdict, report.attribution.site = "site", works
    report.attribution.save()
    again(report, "site")
    report.attribution.refresh_from_db()
    assert (report.attribution.rule, report.attribution.lead_id) == ("waste-dumping", "pio-25")


def test_the_rules_of_the_day_received_hold_unless_the_rules_are_the_cause() -> None:
    report = a_report()
    tomorrow = date(2026, 3, 13)
    CompetenceRule.objects.filter(rule="province-nuisance").update(valid_to=tomorrow)
    assert again(report, "place") is None
    change = again(report, "rules")
    assert change is not None
    assert (change.before["rule"], change.after["rule"]) == ("province-nuisance", "province-factory")
