"""What was found, in one sentence a person can act on."""

from typing import Any

import pytest
from django.utils.translation import override

from facilities.models import WorkItem
from facilities.quality.refusals import refusal_words
from facilities.quality.suggesting import Refusal, Refused
from facilities.quality.words import found


@pytest.mark.parametrize(
    ("matter", "detail", "said"),
    [
        ("outside", {"code": "250101", "metres": 16_077}, ["Lies 16.1 km outside Tha Tum"]),
        ("outside", {"code": "99", "metres": 900}, ["Lies 900 m outside 99"]),
        ("shared", {"others": 1, "lon": 1, "lat": 1}, ["1 other site stands on exactly the same point"]),
        ("shared", {"others": 8, "lon": 1, "lat": 1}, ["8 other sites stand on exactly the same point"]),
        ("approximate", {"method": "centroid", "radius_m": 4500}, ["Centre of the stated area, up to 4.5 km off"]),
        ("approximate", {"method": "geocoded", "radius_m": None}, ["Found from the address"]),
        ("unplaced", {}, ["On no map: no position is known"]),
        ("disputed", {"name_th": {}, "position": {}}, ["A load says otherwise than an officer: Name, Position"]),
        (
            "contradict",
            {"class": {"number": 3, "register": 2}, "position": {"metres": 1200}},
            ["The number says class 3, the register class 2", "The sources' positions lie 1.2 km apart"],
        ),
        (
            "contradict",
            {"province": {"number": "11", "register": "25"}},
            ["The number says Samut Prakan, the address Prachin Buri"],
        ),
        ("contradict", {"status": {"x": "operating", "y": "closed"}}, ["Status: x: Operating / y: Ordered closed"]),
    ],
)
def test_a_matter_is_said(matter: str, detail: dict[str, Any], said: list[str]) -> None:
    with override("en"):
        assert found(WorkItem(matter=matter, detail=detail), {"250101": "Tha Tum"}) == said


@pytest.mark.parametrize("why", list(Refused))
def test_every_refusal_has_words_in_thai(why: Refused) -> None:
    with override("th"):
        said = refusal_words(Refusal(why, 16_000.0))
    assert "%" not in said
    assert said[0] > "ก"
