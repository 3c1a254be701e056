"""Hazardous substances: what is held, how much, who says so."""

from datetime import date
from typing import Any

import pytest

from facilities.models import Substance
from facilities.sites.substances import NewSubstance, add_substance, remove_substance
from geo.errors import BadInput
from geo.models import Change
from tests.builders_facilities import TESTER, new_facility, registered


def ammonia(**changes: Any) -> NewSubstance:
    """12 tonnes of it."""
    values = {"name_th": "แอมโมเนีย", "source": "ใบอนุญาต", "quantity": 12.0, "unit": "ตัน", "cas_number": "7664-41-7"}
    return NewSubstance(**{**values, **changes})


@pytest.mark.django_db
def test_it_is_entered_and_removed_with_history() -> None:
    (mill,) = registered(new_facility())
    substance = add_substance(mill, ammonia(as_of=date(2026, 1, 1), un_number="1005"), actor=TESTER)
    remove_substance(substance, actor=TESTER, reason="emptied")
    assert not Substance.objects.exists()
    removed = Change.objects.get(action="facility.substance_removed")
    assert (removed.before, removed.reason) == ({"substance": "แอมโมเนีย 7664-41-7 12 ตัน"}, "emptied")


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("name_th", {"name_th": " "}),
        ("source", {"source": ""}),
        ("name_th", {"name_th": "ก" * 201}),
        ("quantity", {"quantity": 0.0}),
        ("quantity", {"quantity": float("nan")}),
        ("quantity", {"quantity": float("inf")}),
        ("unit", {"unit": ""}),
        ("unit", {"quantity": None}),
        ("cas_number", {"cas_number": "7664-41-8"}),
        ("cas_number", {"cas_number": "ammonia"}),
        ("un_number", {"un_number": "105"}),
        ("un_number", {"un_number": "١٠٠٥"}),
    ],
)
def test_a_wrong_one_is_refused_by_field(field: str, changes: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as caught:
        ammonia(**changes)
    assert caught.value.fields["field"] == field


def test_numbers_in_thai_digits_are_kept_in_arabic_ones() -> None:
    held = ammonia(cas_number="๗๖๖๔-๔๑-๗", un_number="๑๐๐๕")
    assert (held.cas_number, held.un_number) == ("7664-41-7", "1005")
