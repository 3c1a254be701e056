"""Visits: what is refused, how far they were, what speaks against them."""

from datetime import timedelta

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon

from facilities.models import Facility
from geo.coordinates import LonLat
from geo.errors import BadInput, Conflict
from incidents.grounds import Refusal
from incidents.life import refuse
from incidents.models import Photo, PhotoKind, Report, Visit
from incidents.states import State
from tests.builders_cases import LATER, OFFICER, a_case, a_visit
from tests.builders_incidents import NOW, PRACHIN_BURI, a_factory

pytestmark = pytest.mark.usefixtures("country", "limits")

NEARBY = LonLat(101.501, 13.5)
FAR = LonLat(101.52, 13.5)


def a_proof(look: str = "00ff00ff00ff00ff", digest: str = "a" * 64, **changes: object) -> Photo:
    """A picture an officer sent, not joined to anything yet."""
    values = {"kind": PhotoKind.PROOF, "sent_at": LATER, "sent_by": "officer", "width": 4, "height": 3}
    return Photo.objects.create(**{**values, "size_bytes": 100, "look": look, "source_digest": digest, **changes})


@pytest.mark.parametrize("offset", [timedelta(hours=-1), timedelta(hours=6)])
def test_a_visit_lies_between_the_report_and_now(offset: timedelta) -> None:
    with pytest.raises(BadInput) as caught:
        a_visit(a_case(State.ACCEPTED), visited_at=NOW + offset)
    assert caught.value.fields["field"] == "visited_at"
    assert not Visit.objects.exists()


def test_a_visit_in_the_minute_of_the_report_is_not_before_it() -> None:
    report = a_case(State.ACCEPTED)
    Report.objects.filter(pk=report.pk).update(received_at=NOW + timedelta(seconds=41))
    assert a_visit(report, visited_at=NOW).visited_at == NOW


def test_a_visit_says_what_was_found() -> None:
    with pytest.raises(BadInput):
        a_visit(a_case(State.ACCEPTED), findings=" ")


def test_a_case_that_is_over_takes_no_visit() -> None:
    report = a_case()
    refuse(report, grounds=Refusal.NO_FAULT, actor=OFFICER, reason="nothing there", now=NOW)
    with pytest.raises(Conflict):
        a_visit(report)


def test_an_accepted_case_is_inspected_with_its_visit() -> None:
    report = a_case(State.ACCEPTED)
    visit = a_visit(report, photos=(a_proof().token,))
    step = report.steps.last()
    assert (report.state, step.kind, step.data["visit"]) == ("inspected", "proof", visit.pk)
    assert list(step.data["photos"].values()) == ["a" * 64]
    assert visit.doubts == []


@pytest.mark.parametrize("state", [State.ASSIGNED, State.ACTING])
def test_in_other_states_it_is_a_proof_alone(state: State) -> None:
    report = a_case(state)
    a_visit(report)
    assert report.state == state


def test_the_distance_is_geodesic_and_to_the_reported_place_where_no_site_is_known() -> None:
    visit = a_visit(a_case(State.ACCEPTED), NEARBY)
    assert visit.distance_m == pytest.approx(108.3, abs=0.5)
    assert "far" not in visit.doubts


def test_inside_the_footprint_of_the_presumed_site_is_no_distance() -> None:
    factory = a_factory()
    footprint = MultiPolygon(Polygon.from_bbox((101.499, 13.499, 101.521, 13.501)), srid=4326)
    Facility.objects.filter(pk=factory.pk).update(footprint=footprint)
    visit = a_visit(a_case(State.ACCEPTED), FAR)
    assert (visit.distance_m, visit.doubts) == (0.0, ["no_photo"])


def test_too_far_is_a_doubt_that_is_kept() -> None:
    report = a_case(State.ACCEPTED)
    visit = a_visit(report, FAR)
    assert visit.distance_m == pytest.approx(2165, abs=5)
    assert "far" in visit.doubts
    assert report.steps.last().data["doubts"] == visit.doubts


@pytest.mark.parametrize(("accuracy_m", "far"), [(10.0, True), (300.0, False)])
def test_both_errors_are_forgiven(accuracy_m: float, far: bool) -> None:
    """325 m away; 200 m count as there, the report is good to 20 m."""
    visit = a_visit(a_case(State.ACCEPTED), LonLat(101.503, 13.5), accuracy_m=accuracy_m)
    assert ("far" in visit.doubts) is far


def test_without_a_position_there_is_a_doubt_and_no_distance() -> None:
    visit = a_visit(a_case(State.ACCEPTED), None, accuracy_m=None)
    assert (visit.distance_m, visit.doubts) == (None, ["no_position", "no_photo"])


def test_a_picture_used_before_is_a_doubt() -> None:
    a_visit(a_case(State.ACCEPTED), photos=(a_proof().token,))
    again = a_visit(a_case(State.ACCEPTED), photos=(a_proof().token,))
    assert again.doubts == ["reused_photo"]


def test_a_picture_from_elsewhere_or_of_another_day_is_a_doubt() -> None:
    wrong = a_proof(offered_place="SRID=4326;POINT(101.6 13.5)", taken_at=NOW - timedelta(days=9))
    visit = a_visit(a_case(State.ACCEPTED), photos=(wrong.token,))
    assert visit.doubts == ["photo_elsewhere", "photo_of_another_day"]


def test_a_picture_of_another_case_is_not_taken() -> None:
    other = Report.objects.get(pk=a_case().pk)
    with pytest.raises(BadInput) as caught:
        a_visit(a_case(State.ACCEPTED), photos=(a_proof(report=other).token,))
    assert caught.value.fields["field"] == "photos"


def test_a_visit_to_a_place_beside_itself_is_kept_with_its_words() -> None:
    visit = a_visit(a_case(State.ACCEPTED), PRACHIN_BURI, findings=" พบ \r\n กลิ่น ")
    assert visit.findings == "พบ\nกลิ่น"
