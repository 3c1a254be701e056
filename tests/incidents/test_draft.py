"""A report at the door: what is tidied, what is refused and how it is said."""

from typing import Any

import pytest

from geo.errors import BadInput
from tests.builders_incidents import a_draft

pytestmark = pytest.mark.usefixtures("country")


def test_thai_text_is_tidied_line_by_line() -> None:
    draft = a_draft(description="  กลิ่น\u200bสารเคมี   แรง\r\n\r\nทุกคืืน ", contact=" 08  1 ")
    assert draft.description == "กลิ่นสารเคมี แรง\n\nทุกคืน"
    assert draft.contact == "08 1"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"category": "nonsense"}, "category"),
        ({"category": None}, "category"),
        ({"category": "\ud800"}, "category"),
        ({"description": "x"}, "description"),
        ({"description": " \u200b "}, "description"),
        ({"description": "x" * 5001}, "description"),
        ({"description": 5}, "description"),
        ({"accuracy_m": -1}, "accuracy_m"),
        ({"accuracy_m": 100_001}, "accuracy_m"),
        ({"accuracy_m": "nan"}, "accuracy_m"),
        ({"accuracy_m": True}, "accuracy_m"),
        ({"accuracy_m": "about"}, "accuracy_m"),
        ({"contact": "x" * 201}, "contact"),
        ({"contact": 5}, "contact"),
    ],
)
def test_a_broken_rule_names_its_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as caught:
        a_draft(**changes)
    assert caught.value.fields["field"] == field


@pytest.mark.parametrize(("given", "kept"), [(None, None), ("", None), ("12.5", 12.5), (0, 0.0), (100_000, 100_000.0)])
def test_accuracy_is_metres_or_unknown(given: object, kept: float | None) -> None:
    assert a_draft(accuracy_m=given).accuracy_m == kept


def test_what_postgresql_cannot_store_is_dropped() -> None:
    assert a_draft(description="ควัน\0ดำ\ud83d").description == "ควันดำ"


def test_a_refused_contact_is_not_repeated() -> None:
    with pytest.raises(BadInput) as caught:
        a_draft(contact="0812345678" * 30)
    assert "0812345678" not in str(caught.value.problem())
