"""The reporter's store: who may read it, and that every reading is written down."""

from datetime import date
from typing import Any

import pytest
from django.contrib.gis.geos import Point
from django.test import Client

from geo.changes import Actor
from geo.coordinates import LonLat
from geo.errors import BadInput, NotFound
from geo.layers import Viewer
from incidents.models import Report, ReporterContact
from incidents.readings import Filters, Reporter, read_reporter, readings, readings_of
from tests.builders_incidents import ACTOR, a_report, an_officer

pytestmark = pytest.mark.usefixtures("country")

EVERYTHING = Viewer(superuser=True)


def a_told_report(**changes: Any) -> Report:
    """With a telephone number, and a device that stood elsewhere."""
    report = a_report(**{"contact": "0812345678", **changes})
    ReporterContact.objects.filter(report=report).update(
        device_position=Point(101.2, 13.2, srid=4326), device_accuracy_m=12.0
    )
    return report


def test_a_reading_gives_contact_and_device_and_is_written_down() -> None:
    report = a_told_report()
    assert read_reporter(report, actor=ACTOR, reason="call back") == Reporter("0812345678", LonLat(101.2, 13.2), 12.0)
    (reading,) = readings_of(report)
    assert (reading.actor_label, reading.reason, reading.after) == (
        "test",
        "call back",
        {"contact": True, "place": True},
    )


def test_where_nothing_was_left_nothing_is_read() -> None:
    report = a_report()
    with pytest.raises(NotFound):
        read_reporter(report, actor=ACTOR)
    assert not readings_of(report).exists()


def test_the_dossier_shows_the_device_to_readers_only_and_who_has_looked(client: Client) -> None:
    report = a_told_report()
    client.force_login(an_officer("view_reportercontact", name="chief"))
    assert "13.20000, 101.20000" not in client.get(f"/incidents/{report.pk}/").content.decode()
    assert "13.20000, 101.20000" in client.post(f"/incidents/{report.pk}/contact/").content.decode()
    assert "chief" in client.get(f"/incidents/{report.pk}/").content.decode()
    client.force_login(an_officer())
    assert "chief" not in client.get(f"/incidents/{report.pk}/").content.decode()


def test_the_list_is_for_the_data_protection_officer(client: Client) -> None:
    report = a_told_report()
    read_reporter(report, actor=Actor("somchai"))
    client.force_login(an_officer())
    assert client.get("/incidents/readings/").status_code == 403
    client.force_login(an_officer("view_reportercontact", name="dpo"))
    text = client.get("/incidents/readings/").content.decode()
    assert "somchai" in text
    assert report.tracking_code in text
    assert "0812345678" not in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, 3),
        ({"who": "MALI"}, 1),
        ({"code": "PU-AAAA-BBBB"}, 2),
        ({"since": "2020-01-01"}, 3),
        ({"until": "2020-01-01"}, 0),
        ({"until": "1 ม.ค. 2563"}, 0),
        ({"code": "unknown"}, 0),
    ],
)
def test_readings_are_filtered(query: dict[str, str], found: int) -> None:
    first, second = a_told_report(code="PU-AAAA-BBBB"), a_told_report()
    for report, who in ((first, "somchai"), (first, "mali"), (second, "somchai")):
        read_reporter(report, actor=Actor(who))
    rows, more = readings(Filters.parse(query), EVERYTHING)
    assert (len(rows), more) == (found, "")


def test_a_restricted_report_is_not_named_to_others(client: Client) -> None:
    report = a_told_report(category="staff_conduct")
    read_reporter(report, actor=ACTOR)
    client.force_login(an_officer("view_reportercontact", name="dpo"))
    assert report.tracking_code not in client.get("/incidents/readings/").content.decode()


@pytest.mark.parametrize(
    "query", [{"since": "yesterday"}, {"until": "0001-01-01"}, {"after": "x"}, {"after": "9" * 30}]
)
def test_what_no_form_sends_is_refused(query: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        Filters.parse(query)


def test_the_address_restores_the_filters() -> None:
    filters = Filters("somchai", "PU-AAAA-BBBB", date(2026, 1, 2), None)
    assert filters.address() == "who=somchai&code=PU-AAAA-BBBB&since=2026-01-02"
