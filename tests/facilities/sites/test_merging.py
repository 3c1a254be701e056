"""Two entries become one site, and two again."""

import pytest

from facilities.models import Facility, Licence, SourceRecord, StatusEntry
from facilities.nearest import nearest
from facilities.new_facility import NewLicence
from facilities.sites.merging import merge_sites, undo_merge
from geo.coordinates import LonLat
from geo.errors import BadInput, Conflict
from geo.models import Change
from tests.builders_facilities import HERE, TESTER, new_facility, registered
from tests.builders_imports import NOW, a_run

pytestmark = pytest.mark.django_db

NEAR = LonLat(HERE.lon + 0.0001, HERE.lat)


def two() -> tuple[Facility, Facility]:
    """Two mills; the second has a status entry of its own."""
    one, other = registered(
        new_facility(licences=(NewLicence("จ3-9(1)-1/51ปจ"),)),
        new_facility(NEAR, licences=(NewLicence("จ3-9(1)-2/51ปจ"),)),
    )
    StatusEntry.objects.create(facility=other, status="stopped", source="x", recorded_at=NOW)
    return one, other


def merged(one: Facility, other: Facility) -> Facility:
    """The one, with all of the other."""
    return merge_sites(one, other, actor=TESTER, reason="one fence")


def numbers(facility: Facility) -> list[str]:
    """Canonical numbers of its licences."""
    return sorted(Licence.objects.filter(facility=facility).values_list("canonical", flat=True))


def test_the_kept_site_takes_licences_and_entries() -> None:
    one, other = two()
    merged(one, other)
    assert numbers(one) == ["จ3-9(1)-1/51ปจ", "จ3-9(1)-2/51ปจ"]
    assert one.status_entries.count() == 1
    change = Change.objects.get(action="facility.merged")
    assert (change.subject_id, change.after["absorbed_id"], change.reason) == (str(one.pk), other.pk, "one fence")


def test_the_other_leaves_map_list_and_search() -> None:
    one, other = two()
    merged(one, other)
    assert list(Facility.objects.all()) == [one]
    assert [near.id for near in nearest(NEAR)] == [one.pk]
    assert Facility.everything.get(pk=other.pk).merged_into == one


def test_undone_each_has_again_what_it_had() -> None:
    one, other = two()
    merged(one, other)
    undo_merge(Change.objects.get(action="facility.merged"), actor=TESTER, reason="two fences")
    assert (numbers(one), numbers(other)) == (["จ3-9(1)-1/51ปจ"], ["จ3-9(1)-2/51ปจ"])
    back = Facility.objects.get(pk=other.pk)
    assert (back.position.x, back.position_method, back.error_radius_m) == (NEAR.lon, "stated", 200)
    assert other.status_entries.count() == 1
    with pytest.raises(Conflict):
        undo_merge(Change.objects.get(action="facility.merged"), actor=TESTER, reason="again")


def test_a_licence_that_both_hold_is_held_once_and_its_record_goes_along() -> None:
    one, other = registered(*(new_facility(licences=(NewLicence("จ3-9(1)-1/51ปจ"),)) for _ in range(2)))
    kept, twin = one.licences.get(), other.licences.get()
    run = a_run()
    record = SourceRecord.objects.create(
        source="test",
        key="k",
        facility=other,
        licence=twin,
        digest=b"0" * 16,
        raw={},
        row=2,
        first_run=run,
        changed_run=run,
    )
    moved = _without_settling(one, other)
    record.refresh_from_db()
    assert (record.facility_id, record.licence_id, moved) == (one.pk, kept.pk, {str(record.pk): twin.pk})


def _without_settling(one: Facility, other: Facility) -> dict[str, int]:
    from facilities.sites.merging import _join_twins
    from facilities.sites.moving_parts import hand_over

    hand_over(other, one)
    return _join_twins(one, other)


def test_a_site_on_no_map_gets_the_position_of_the_other() -> None:
    one, other = registered(new_facility(None), new_facility(NEAR))
    assert merged(one, other).position.x == NEAR.lon


def test_a_site_is_not_merged_with_itself_nor_twice() -> None:
    one, other = two()
    with pytest.raises(BadInput):
        merged(one, one)
    with pytest.raises(BadInput):
        merge_sites(one, other, actor=TESTER, reason="")
    merged(one, other)
    with pytest.raises(Conflict):
        merged(one, other)
