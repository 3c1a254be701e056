"""Corrections of a case: steps with reasons, limits anew, competence asked anew."""

from typing import Any

import pytest

from geo.coordinates import LonLat
from geo.errors import BadInput, OutsideThailand
from geo.models import Change
from incidents.amending import add_note, change_category, move_place
from incidents.models import Category, Report
from incidents.verifying import chains, first_break
from tests.builders_cases import LATER, OFFICER, a_case
from tests.builders_incidents import CHACHOENGSAO, a_factory

pytestmark = pytest.mark.usefixtures("country", "limits")

DID: dict[str, Any] = {"actor": OFFICER, "reason": "because", "now": LATER}


def test_another_subject_is_a_step_with_its_own_limits_and_competence() -> None:
    report = a_case()
    before = report.finish_by
    amended = change_category(report, Category.objects.get(code="cane_burning"), **DID)
    assert (amended.step.kind, amended.step.data) == ("category", {"from": "odour", "to": "cane_burning"})
    assert amended.competence is not None
    assert (amended.competence.before["lead"], amended.competence.after["lead"]) == ("pio-25", "ocsb")
    change_category(report, Category.objects.get(code="fire_explosion"), **DID)
    assert Report.objects.get(pk=report.pk).finish_by < before


def test_the_present_subject_is_no_change() -> None:
    with pytest.raises(BadInput):
        change_category(a_case(), Category.objects.get(code="odour"), **DID)


def test_a_moved_place_says_who_is_competent_there_and_the_case_stays_where_it_is() -> None:
    a_factory()
    report = a_case()
    amended = move_place(report, CHACHOENGSAO, error_radius_m=50, **DID)
    stored = Report.objects.get(pk=report.pk)
    assert (stored.position.x, stored.position_method, stored.accuracy_m) == (100.5, "hand", None)
    assert amended.competence is not None
    assert amended.competence.after["lead"] == "pio-24"
    assert stored.handled_by_id == "pio-25"
    assert [area.code for area in stored.areas.all()][:1] == ["24"]
    assert [step.kind for step in stored.steps.all()] == ["state", "place", "competence"]


@pytest.mark.parametrize("radius", [0, -1, float("nan"), float("inf"), 60_000])
def test_an_impossible_radius_is_refused(radius: float) -> None:
    with pytest.raises(BadInput):
        move_place(a_case(), CHACHOENGSAO, error_radius_m=radius, **DID)


def test_a_place_outside_leaves_everything_as_it_was() -> None:
    report = a_case()
    with pytest.raises(OutsideThailand):
        move_place(report, LonLat(2.35, 48.85), error_radius_m=50, **DID)
    assert Report.objects.get(pk=report.pk).chain_length == 1


def test_the_history_of_changes_is_told_neither_place() -> None:
    report = a_case()
    move_place(report, CHACHOENGSAO, error_radius_m=50, **DID)
    written = str(Change.objects.filter(action="report.place_moved").values("before", "after", "reason").get())
    assert not [secret for secret in ("101.5", "100.5", "13.5") if secret in written]


@pytest.mark.parametrize("words", ["", "  ", "ok"])
def test_a_note_says_something(words: str) -> None:
    with pytest.raises(BadInput):
        add_note(a_case(), words=words, actor=OFFICER, now=LATER)


def test_every_correction_is_sealed() -> None:
    report = a_case()
    add_note(report, words="โทรถามแล้ว", actor=OFFICER, now=LATER)
    move_place(report, CHACHOENGSAO, error_radius_m=50, **DID)
    (chain,) = chains(report.tracking_code)
    assert (first_break(chain), len(chain.steps)) == (None, report.chain_length)
