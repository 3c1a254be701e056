"""A site's history in words."""

from typing import Any

import pytest
from django.utils.translation import override

from facilities import history
from geo.models import Change


def told(action: str, before: Any, after: Any) -> list[str]:
    """The lines of a change, in English."""
    with override("en"):
        return [
            f"{line.fact}: {line.before} > {line.after}"
            for line in history.lines(Change(action=action, before=before, after=after))
        ]


@pytest.mark.parametrize(
    ("action", "before", "after", "lines"),
    [
        ("facility.corrected", {"name_th": "ก"}, {"name_th": "ข"}, ["Name: ก > ข"]),
        ("facility.corrected", {"status": "operating"}, {"status": "closed"}, ["Status: Operating > Ordered closed"]),
        ("facility.moved", {"lon": 101.5, "lat": 13.0}, {"lon": 101.25, "lat": 13.0}, ["Longitude: 101.5 > 101.25"]),
        ("facility.registered", None, {"status": "operating", "lon": 1.0}, []),
        ("facility.merged", None, {"absorbed": "ก (7)", "moved": {}}, ["Merged site: nothing > ก (7)"]),
        ("facility.substance_removed", {"substance": "ก"}, {}, ["Hazardous substance: ก > nothing"]),
        (
            "facility.status_entered",
            None,
            {"status": "closed", "on": "2026-03-12"},
            ["Status: nothing > Ordered closed", "From: nothing > 2026-03-12"],
        ),
        ("facility.updated", {"footprint": "0106"}, {"footprint": None}, ["Footprint: an outline > nothing"]),
        (
            "facility.updated",
            {"activities": []},
            {"activities": [[9, 1], [42, 0]]},
            ["Factory types: nothing > 9(1), 42"],
        ),
    ],
)
def test_a_change_tells_what_changed(action: str, before: Any, after: Any, lines: list[str]) -> None:
    assert told(action, before, after) == lines


def test_every_action_has_words_and_only_a_merging_is_undone() -> None:
    assert history.action_words(Change(action="facility.split")) != "facility.split"
    assert history.undone_by(Change(action="facility.merged")) == "merging"
    assert history.undone_by(Change(action="facility.moved")) == ""
