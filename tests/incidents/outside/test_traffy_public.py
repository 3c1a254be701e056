"""One ticket, as the four public doors write it: three conventions of time, four of place."""

from typing import Any

import pytest

from geo.coordinates import LonLat
from geo.errors import BadInput
from incidents.outside.tickets import Ticket
from incidents.outside.traffy import public
from tests.builders_outside import AT, KEY

SAID = {
    "ticket_id": KEY,
    "address": "อ.ศรีมหาโพธิ",
    "subdistrict": "",
    "district": "ศรีมหาโพธิ",
    "province": "ปราจีนบุรี",
    "state": "รอรับเรื่อง",
}
TEXT = "เสียงเครื่องจักรดังทั้งคืน"


def a_feature(**changes: Any) -> dict[str, Any]:
    """The public GeoJSON: naive Thai time, a pair of numbers."""
    properties = {
        **SAID,
        "description": TEXT,
        "problem_type_fondue": ["เสียงรบกวน"],
        "timestamp": "2026-03-12 09:00:00",
        "last_activity": None,
        "state_type_latest": "start",
        "org": ["หน่วยงานทดสอบ"],
    }
    return {"type": "Feature", "geometry": {"coordinates": [101.5, 13.5]}, "properties": {**properties, **changes}}


def a_result(**changes: Any) -> dict[str, Any]:
    """The share search: UTC, a pair of texts."""
    values = {
        **SAID,
        "description": TEXT,
        "problem_type_abdul": ["เสียงรบกวน"],
        "coords": ["101.5", "13.5"],
        "timestamp": "2026-03-12 02:00:00.000000+00",
        "org": ["หน่วยงานทดสอบ"],
    }
    return {**values, **changes}


def a_dump(**changes: Any) -> dict[str, Any]:
    """The CSV dump: UTC, one text."""
    values = {
        **SAID,
        "type": "{เสียงรบกวน}",
        "organization": "หน่วยงานทดสอบ",
        "comment": TEXT,
        "coords": "101.5,13.5",
        "timestamp": "2026-03-12 02:00:00+00",
        "last_activity": "",
    }
    return {**values, **changes}


def a_flat(**changes: Any) -> dict[str, Any]:
    """The flat file: UTC, two columns, a status beside the label."""
    values = {
        **SAID,
        "type": "เสียงรบกวน",
        "type_id": "19",
        "org": "หน่วยงานทดสอบ",
        "comment": TEXT,
        "lon": "101.5",
        "lat": "13.5",
        "timestamp": "2026-03-12 02:00:00.000000+00",
        "status": "report",
    }
    return {**values, **changes}


DOORS = [
    (public.parse_feature, a_feature),
    (public.parse_shared, a_result),
    (public.parse_dump, a_dump),
    (public.parse_flat, a_flat),
]


@pytest.mark.parametrize(("parse", "build"), DOORS)
def test_every_door_tells_the_same_ticket(parse: Any, build: Any) -> None:
    ticket: Ticket = parse(build())
    assert (ticket.key, ticket.reported_at, ticket.place) == (KEY, AT, LonLat(101.5, 13.5))
    assert (ticket.description, ticket.types[0], ticket.state_type) == (TEXT, "เสียงรบกวน", "start")
    assert (ticket.area.province, ticket.organisations) == ("ปราจีนบุรี", ("หน่วยงานทดสอบ",))


@pytest.mark.parametrize(
    ("parse", "row"),
    [
        (public.parse_feature, a_feature(timestamp="2026-03-12 02:00:00+00")),
        (public.parse_shared, a_result(timestamp="2026-03-12 09:00:00")),
        (public.parse_shared, a_result(coords="101.5,13.5")),
        (public.parse_dump, a_dump(coords='["101.5", "13.5"]')),
        (public.parse_flat, a_flat(timestamp="2026-03-12 09:00:00")),
    ],
)
def test_the_convention_of_another_door_is_refused(parse: Any, row: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        parse(row)


@pytest.mark.parametrize("geometry", [None, {}, {"coordinates": None}])
def test_a_feature_without_geometry_has_no_place(geometry: object) -> None:
    assert public.parse_feature({**a_feature(), "geometry": geometry}).place is None


def test_an_empty_state_type_keeps_the_label() -> None:
    ticket = public.parse_feature(a_feature(state="ของหน่วยงานเอง", state_type_latest=""))
    assert (ticket.state_type, ticket.state_text) == ("", "ของหน่วยงานเอง")
