"""The reporter's yes and no."""

from datetime import datetime, timedelta

import pytest

from geo.errors import Conflict
from incidents import reporter
from incidents.life import change_state, resolve
from incidents.models import Report, ReporterSays
from incidents.reporter import close_unanswered, may_answer, reporter_answers
from incidents.resolution import answer_until
from incidents.states import State
from tests.builders_cases import LATER, OFFICER, a_case, a_resolved_case, a_visit

pytestmark = pytest.mark.usefixtures("country", "limits")

SOON = LATER + timedelta(days=2)
TOO_LATE = LATER + timedelta(days=40)


def test_yes_closes_the_case() -> None:
    report = a_resolved_case()
    step = reporter_answers(report, ReporterSays.YES, words="ขอบคุณ", now=SOON)
    assert (report.state, report.reporter_says) == ("closed", "yes")
    assert (step.kind, step.actor_label, step.reason) == ("reporter", "public", "ขอบคุณ")
    assert step.data == {"grounds": "reporter", "says": "yes"}


def test_no_reopens_it_with_new_limits_and_the_history_says_so() -> None:
    report = a_resolved_case()
    before = report.finish_by
    reporter_answers(report, ReporterSays.NO, words="ยังเหม็น", now=SOON)
    stored = Report.objects.get(pk=report.pk)
    assert (stored.state, stored.reporter_says, stored.reopened) == ("reopened", "no", 1)
    assert stored.finish_by > before
    assert (stored.steps.last().kind, stored.steps.last().from_state) == ("reporter", "resolved")


def test_no_reopens_a_case_that_an_officer_closed_early() -> None:
    report = a_resolved_case()
    change_state(report, State.CLOSED, actor=OFFICER, reason="done", now=LATER, grounds="officer")
    reporter_answers(report, ReporterSays.NO, words="", now=SOON)
    assert report.state == "reopened"


def test_an_answer_is_given_once_per_resolution() -> None:
    report = a_resolved_case()
    reporter_answers(report, ReporterSays.NO, words="", now=SOON)
    with pytest.raises(Conflict):
        reporter_answers(report, ReporterSays.NO, words="", now=SOON)
    change_state(report, State.ACCEPTED, actor=OFFICER, reason="again", now=SOON)
    a_visit(report, visited_at=SOON, now=SOON)
    resolve(report, actor=OFFICER, reason="really", now=SOON)
    assert reporter_answers(report, ReporterSays.YES, words="", now=SOON).to_state == "closed"


def test_an_answer_that_comes_too_late_is_refused() -> None:
    report = a_resolved_case()
    assert may_answer(report, TOO_LATE) is None
    with pytest.raises(Conflict):
        reporter_answers(report, ReporterSays.NO, words="", now=TOO_LATE)


@pytest.mark.parametrize("state", [State.RECEIVED, State.ACCEPTED, State.ACTING])
def test_nothing_is_asked_before_it_is_resolved(state: State) -> None:
    assert may_answer(a_case(state), LATER) is None


def test_silence_closes_the_case_when_the_time_is_over_and_only_then() -> None:
    report = a_resolved_case()
    assert close_unanswered(SOON, actor=OFFICER) == 0
    assert close_unanswered(TOO_LATE, actor=OFFICER) == 1
    assert close_unanswered(TOO_LATE, actor=OFFICER) == 0
    assert Report.objects.get(pk=report.pk).steps.last().data == {"grounds": "unanswered"}


def test_one_that_is_reopened_meanwhile_does_not_keep_the_others_open(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = a_resolved_case(), a_resolved_case()

    def until(report: Report) -> datetime | None:
        if report.pk == first.pk and report.state == "resolved":
            change_state(Report.objects.get(pk=first.pk), State.REOPENED, actor=OFFICER, reason="again", now=TOO_LATE)
        return answer_until(report)

    monkeypatch.setattr(reporter, "answer_until", until)
    assert close_unanswered(TOO_LATE, actor=OFFICER) == 1
    assert [Report.objects.get(pk=one.pk).state for one in (first, second)] == ["reopened", "closed"]
