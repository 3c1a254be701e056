"""How often the ranking was right, as officers said."""

from datetime import timedelta

import pytest
from django.test import Client

from facilities.models import Facility
from geo.coordinates import LonLat
from geo.layers import Viewer
from incidents.accuracy import Accuracy, Period, accuracies, judged, misses
from incidents.models import Confirmation, Report, Verdict
from tests.builders_incidents import NOW, PRACHIN_BURI, a_factory, a_report, an_officer

OFFICER = Viewer(frozenset({"incidents.view_report"}))
EVER = Period()

pytestmark = pytest.mark.usefixtures("country")


def _word(report: Report, rank: int | None, nearest: int | None = None, **changes: object) -> Confirmation:
    values = {"verdict": Verdict.SITE, "facility": Facility.objects.first(), "at": NOW, "listed": 6, **changes}
    return Confirmation.objects.create(
        report=report, category_id=report.category_id, rank=rank, nearest_rank=nearest, actor_label="officer", **values
    )


def _told(period: Period = EVER) -> list[Accuracy]:
    return accuracies(judged(period, OFFICER))


def test_ranks_are_counted_beside_the_nearest_by_subject_and_together() -> None:
    a_factory()
    _word(a_report(), 1, 2)
    _word(a_report(LonLat(101.6, 13.5)), 3, 1)
    _word(a_report(LonLat(101.7, 13.5), category="wastewater"), None, 4)
    odour, water, together = _told()
    assert (odour.category and odour.category.pk, odour.counts) == ("odour", (2, 1, 2, 2, 1, 2, 1, 2))
    assert water.counts == (1, 0, 0, 1, 0, 0, 0, 1)
    assert together.rates["first"] == 33


def test_an_unlicensed_source_counts_for_the_list_and_not_against_the_nearest() -> None:
    _word(a_report(), 1, verdict=Verdict.UNLICENSED, facility=None)
    assert _told()[0].counts == (1, 1, 1, 0, 0, 0, 0, 0)
    assert _told()[0].rates["nearest_first"] is None


def test_only_the_newest_word_counts_and_none_about_no_site() -> None:
    report = a_report()
    _word(report, 4)
    _word(report, 1)
    _word(a_report(LonLat(101.6, 13.5)), None, verdict=Verdict.NO_SITE, facility=None)
    assert _told()[0].counts[:2] == (1, 1)


@pytest.mark.parametrize(("since", "until", "count"), [(0, 0, 1), (1, 2, 0), (-2, -1, 0), (-1, 1, 1)])
def test_the_period_includes_both_its_days(since: int, until: int, count: int) -> None:
    _word(a_report(), 1)
    day = NOW.date()
    told = _told(Period(day + timedelta(days=since), day + timedelta(days=until)))
    assert sum(line.count for line in told[:1]) == count


def test_misses_are_those_that_were_not_first() -> None:
    _word(a_report(), 1)
    missed = _word(a_report(LonLat(101.6, 13.5)), 2)
    assert list(misses(judged(Period(), OFFICER))) == [missed]


def test_the_page_is_for_officers_and_links_misses_to_their_cases(client: Client) -> None:
    assert client.get("/incidents/accuracy/").status_code == 302
    a_factory(PRACHIN_BURI)
    report = a_report()
    _word(report, 2)
    client.force_login(an_officer())
    assert f"/incidents/{report.pk}/" in client.get("/incidents/accuracy/").content.decode()
    assert client.get("/incidents/accuracy/?since=soon").status_code == 400
