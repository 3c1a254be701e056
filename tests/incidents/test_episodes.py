"""Smells that many notice become one episode, once, and stay what an officer made of them."""

from datetime import timedelta

import pytest

from geo.changes import Actor
from geo.coordinates import LonLat
from geo.errors import BadInput, Conflict
from geo.layers import Viewer
from incidents import episodes
from incidents.episode_features import episode_features
from incidents.models import Category, Episode, Report, WindReading
from tests.builders_incidents import NOW, a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]
OFFICER = Actor("officer")
CREW = Viewer(frozenset({"incidents.view_report"}))
EXACT = Viewer(CREW.permissions | {"incidents.view_exactplace"})


def some_reports(count: int = 3, *, start: int = 0) -> list[Report]:
    """Of a smell, 500 m and ten minutes apart."""
    places = (LonLat(101.5 + number * 0.0046, 13.5) for number in range(start, start + count))
    return [a_report(place, now=NOW + timedelta(minutes=10 * n)) for n, place in enumerate(places, start)]


def regroup() -> int:
    return episodes.regroup_lately(actor=Actor("test"), now=NOW + timedelta(hours=2))


def test_three_people_in_an_hour_are_an_episode() -> None:
    reports = some_reports()
    assert regroup() == 3
    episode = Episode.objects.get()
    assert set(episode.reports.all()) == set(reports)
    assert (episode.began_at, episode.last_at) == (NOW, NOW + timedelta(minutes=20))
    assert 400 < episode.radius_m < 600


def test_regrouping_again_changes_nothing() -> None:
    some_reports()
    regroup()
    before = list(Report.objects.values_list("pk", "episode", "chain_length"))
    assert regroup() == 0
    assert list(Report.objects.values_list("pk", "episode", "chain_length")) == before


def test_one_who_reports_later_joins_the_episode_that_is() -> None:
    some_reports()
    regroup()
    known = Episode.objects.get()
    some_reports(1, start=3)
    assert regroup() == 1
    assert Episode.objects.get() == known
    assert known.reports.count() == 4


def test_a_subject_that_the_wind_does_not_carry_is_never_grouped() -> None:
    for _each in range(3):
        a_report(category="noise_vibration")
    assert not Category.objects.get(pk="noise_vibration").episodic
    assert regroup() == 0


def test_a_report_that_got_another_subject_leaves_the_episode() -> None:
    moved = some_reports(4)[3]
    regroup()
    Report.objects.filter(pk=moved.pk).update(category="cane_burning")
    assert regroup() == 1
    assert Episode.objects.get().reports.count() == 3


def test_the_wind_of_the_hour_gives_the_side() -> None:
    some_reports()
    WindReading.objects.create(
        position="SRID=4326;POINT(101.6 13.6)", observed_at=NOW, from_degrees=90, speed_ms=4, source="test"
    )
    regroup()
    episode = Episode.objects.get()
    assert (episode.bearing_from, episode.bearing_to) == (60, 120)


def test_what_an_officer_arranged_stays() -> None:
    reports = some_reports(4)
    regroup()
    episode = Episode.objects.get()
    episodes.remove(episode, reports[0], actor=OFFICER, reason="คนละกลิ่น", now=NOW)
    assert regroup() == 0
    assert episode.reports.count() == 3
    assert Report.objects.get(pk=reports[0].pk).episode_id is None


def test_an_officer_adds_a_report_with_a_reason_once() -> None:
    some_reports()
    regroup()
    episode, late = Episode.objects.get(), a_report(now=NOW + timedelta(hours=9))
    with pytest.raises(BadInput):
        episodes.add(episode, late, actor=OFFICER, reason=" ", now=NOW)
    episodes.add(episode, late, actor=OFFICER, reason="กลิ่นเดียวกัน", now=NOW)
    assert late.steps.last().data == {"episode": episode.pk, "episode_before": None}
    with pytest.raises(Conflict):
        episodes.add(episode, late, actor=OFFICER, reason="กลิ่นเดียวกัน", now=NOW)


def test_an_episode_without_reports_is_no_more() -> None:
    reports = some_reports()
    regroup()
    episode = Episode.objects.get()
    for report in reports:
        report.refresh_from_db()
        episodes.remove(episode, report, actor=OFFICER, reason="ผิดเรื่อง", now=NOW)
    assert not Episode.objects.exists()


def test_who_sees_no_exact_place_sees_the_middle_of_the_cells() -> None:
    reports = some_reports()
    wind = {"observed_at": NOW, "from_degrees": 90, "speed_ms": 4, "source": "test"}
    WindReading.objects.create(position="SRID=4326;POINT(101.6 13.6)", **wind)
    regroup()
    episode = Episode.objects.get()
    for report in reports[1:]:
        report.refresh_from_db()
        episodes.remove(episode, report, actor=OFFICER, reason="คนละกลิ่น", now=NOW)
    episode.refresh_from_db()
    exact, blurred = (_tip(episode, viewer) for viewer in (EXACT, CREW))
    assert exact == [101.5, 13.5]
    assert blurred != exact
    assert blurred == pytest.approx(exact, abs=0.01)


def _tip(episode: Episode, viewer: Viewer) -> list[float]:
    drawn = episode_features(episode, list(episode.reports.all()), [], viewer)["features"][0]
    found: list[float] = drawn["geometry"]["coordinates"][0][0]
    return found
