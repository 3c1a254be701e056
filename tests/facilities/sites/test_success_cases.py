"""Success cases are a property of the site they happened at."""

from datetime import date
from typing import Any

import pytest

from facilities.models import Facility, SuccessCase
from facilities.sites.success_cases import add_success_case
from geo.errors import BadInput
from geo.models import Change
from tests.builders_facilities import TESTER, new_facility, registered

pytestmark = pytest.mark.django_db


def added(facility: Facility, **changes: Any) -> SuccessCase:
    """A case of B.E. 2568, entered in 2026."""
    values = {"programme_th": "พี่เลี้ยงโรงงาน", "year_be": 2568, "story_th": "ลดน้ำเสียได้ครึ่งหนึ่ง", "today": date(2026, 3, 12)}
    return add_success_case(facility, **{**values, **changes}, actor=TESTER)


def test_a_case_is_kept_with_who_entered_it() -> None:
    (mill,) = registered(new_facility())
    added(mill)
    assert [str(case) for case in mill.success_cases.all()] == ["พี่เลี้ยงโรงงาน 2568"]
    assert Change.objects.get(action="facility.success_case_added").actor_label == "test"


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("programme_th", {"programme_th": ""}),
        ("story_th", {"story_th": " "}),
        ("year_be", {"year_be": 2570}),
        ("year_be", {"year_be": 2026}),
    ],
)
def test_a_wrong_case_is_refused_by_field(field: str, changes: dict[str, Any]) -> None:
    (mill,) = registered(new_facility())
    with pytest.raises(BadInput) as caught:
        added(mill, **changes)
    assert caught.value.fields["field"] == field
