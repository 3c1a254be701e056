"""What officers enter of a site's status stands in its history and over the loads."""

from datetime import UTC, date, datetime

import pytest

from facilities.corrections import standing
from facilities.models import Facility, StatusEntry
from facilities.sites.status import enter_status
from geo.errors import BadInput
from geo.models import Change
from tests.builders_facilities import TESTER, new_facility, registered

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 12, 2, 0, tzinfo=UTC)


def entered(
    facility: Facility, status: str = "suspended", on: date = date(2026, 3, 10), ground: str = "ม.39"
) -> StatusEntry:
    """Entered on 12 March 2026."""
    return enter_status(facility, status, on=on, ground=ground, actor=TESTER, now=NOW)


def test_an_order_suspends_the_site_and_stays_in_its_history() -> None:
    (mill,) = registered(new_facility())
    entry = entered(mill)
    mill.refresh_from_db()
    assert (mill.status, entry.on, entry.note, entry.source) == ("suspended", date(2026, 3, 10), "ม.39", "officer test")
    assert standing(mill)["status"].replaced == "operating"
    assert Change.objects.filter(action="facility.status_entered", subject_id=str(mill.pk)).exists()


def test_later_entries_do_not_change_earlier_ones() -> None:
    (mill,) = registered(new_facility())
    entered(mill)
    entered(mill, "operating", date(2026, 3, 12), "แก้ไขแล้ว")
    assert list(mill.status_entries.values_list("status", flat=True)) == ["operating", "suspended"]


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("status", {"status": "unknown"}),
        ("status", {"status": "x"}),
        ("on", {"on": date(2026, 3, 13)}),
        ("on", {"on": date(1899, 1, 1)}),
        ("ground", {"ground": " "}),
        ("ground", {"ground": "ก" * 301}),
    ],
)
def test_a_wrong_entry_is_refused_by_field(field: str, changes: dict[str, object]) -> None:
    (mill,) = registered(new_facility())
    with pytest.raises(BadInput) as caught:
        entered(mill, **changes)  # type: ignore[arg-type]
    assert caught.value.fields["field"] == field
    assert not StatusEntry.objects.exists()
