"""Every change of the register leaves who, when, what and why."""

import pytest

from facilities import operations
from facilities.corrections import move_facility
from facilities.models import Facility
from facilities.new_facility import NewActivity, NewLicence
from facilities.operations import Update, register_many, update_many
from geo import versions
from geo.changes import Actor
from geo.coordinates import LonLat
from geo.errors import BadInput, Conflict
from geo.models import Change, PositionMethod
from tests.builders_facilities import HERE, TESTER, new_facility, register_all, registered, square

pytestmark = pytest.mark.django_db


def test_a_facility_is_stored_with_all_its_parts() -> None:
    (facility,) = registered(new_facility(licences=(NewLicence("จ 3-9(1)-๗/51ปจ"), NewLicence("10180000125417"))))
    assert [licence.canonical for licence in facility.licences.all()] == ["จ3-9(1)-7/51ปจ", "10180000125417"]
    assert [(item.factory_type_id, item.sub_item) for item in facility.activities.all()] == [(9, 1)]
    assert (facility.factory.factory_class, facility.hazard, facility.approximate) == (3, False, False)


def test_a_hazardous_activity_marks_the_facility() -> None:
    (facility,) = registered(new_facility(activities=(NewActivity(9), NewActivity(42, 2))))
    assert facility.hazard


def test_a_footprint_gives_a_position_inside_it() -> None:
    (mine,) = registered(new_facility(None, footprint=square(HERE, 0.01)))
    assert mine.footprint.covers(mine.position)
    assert mine.shape.geom_type == "MultiPolygon"


@pytest.mark.parametrize(
    ("method", "radius_m", "approximate"), [("stated", 500, False), ("stated", 501, True), ("centroid", None, True)]
)
def test_poor_positions_are_marked(method: str, radius_m: float | None, approximate: bool) -> None:
    (facility,) = registered(new_facility(position_method=PositionMethod(method), error_radius_m=radius_m))
    assert facility.approximate is approximate


def test_registering_is_recorded_with_actor_and_reason() -> None:
    (facility,) = registered(new_facility())
    change = Change.objects.get(subject_type="facilities.facility", subject_id=str(facility.pk))
    assert (change.actor_label, change.action, change.reason) == ("test", "facility.registered", "a test")


def test_a_key_is_taken_once() -> None:
    register_all([new_facility(source_key="same")])
    with pytest.raises(Conflict):
        register_all([new_facility(source_key="same")])
    with pytest.raises(Conflict):
        register_all([new_facility(source_key="twice"), new_facility(source_key="twice")])
    assert Facility.objects.count() == 1


def test_two_at_once_are_a_conflict_and_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    register_all([new_facility(source_key="same")])
    monkeypatch.setattr(operations, "_refuse_registered", lambda batch: None)  # as if both had looked first
    with pytest.raises(Conflict):
        register_all([new_facility(source_key="same")])


def test_an_unknown_factory_type_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        register_all([new_facility(activities=(NewActivity(108),))])
    assert caught.value.fields["field"] == "activities"
    assert not Facility.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_change_steps_the_version_of_the_layer() -> None:
    before = versions.current("facilities")
    register_all([new_facility()])
    assert versions.current("facilities") != before


def test_moving_records_before_and_after() -> None:
    (facility,) = registered(new_facility())
    moved = move_facility(facility, LonLat(101.7, 13.9), actor=Actor("somchai"), reason="visited", error_radius_m=10)
    change = Change.objects.get(action="facility.moved")
    assert (moved.position.x, moved.position_method, moved.error_radius_m) == (101.7, "hand", 10)
    assert change.before["lon"] == HERE.lon
    assert (change.after["lon"], change.actor_label, change.reason) == (101.7, "somchai", "visited")


@pytest.mark.parametrize("radius_m", [0, -1, 50_001, float("nan")])
def test_a_move_states_a_sensible_radius(radius_m: float) -> None:
    (facility,) = registered(new_facility())
    with pytest.raises(BadInput):
        move_facility(facility, HERE, actor=TESTER, reason="", error_radius_m=radius_m)


def test_an_update_keeps_older_numbers() -> None:
    (facility,) = registered(new_facility(source_key="a", licences=(NewLicence("จ3-9(1)-1/51ปจ"),)))
    new = new_facility(source_key="a", name_th="ชื่อใหม่", licences=(NewLicence("จ3-9(1)-2/60ปจ"),))
    update_many([Update(facility.pk, new, {}, {})], actor=TESTER, reason="import")
    facility.refresh_from_db()
    assert facility.name_th == "ชื่อใหม่"
    assert facility.licences.count() == 2


def test_nothing_to_register_changes_nothing() -> None:
    assert register_many([], actor=TESTER, reason="") == 0
    assert not Change.objects.exists()
