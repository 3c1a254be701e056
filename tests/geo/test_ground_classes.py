"""What an object of OpenStreetMap is on the backdrop."""

import pytest

from geo.ground import classes


@pytest.mark.parametrize(
    ("tags", "theme", "name"),
    [
        ({"highway": "motorway"}, "road", "motorway"),
        ({"highway": "living_street"}, "road", "residential"),
        ({"highway": "primary_link"}, "road", "primary"),
        ({"railway": "rail"}, "rail", "rail"),
        ({"waterway": "canal"}, "stream", "canal"),
    ],
)
def test_a_line_is_drawn_as_its_kind(tags: dict[str, str], theme: str, name: str) -> None:
    kind = classes.line(tags)
    assert kind is not None
    assert (kind.theme, kind.name) == (theme, name)


@pytest.mark.parametrize(
    "tags",
    [
        {},
        {"highway": "footway"},
        {"highway": "proposed"},
        {"highway": "pedestrian", "area": "yes"},
        {"railway": "platform"},
        {"railway": "rail", "service": "yard"},
        {"railway": "subway", "tunnel": "yes"},
        {"waterway": "stream", "tunnel": "culvert"},
        {"waterway": "dam"},
    ],
)
def test_what_would_only_crowd_the_map_is_left_out(tags: dict[str, str]) -> None:
    assert classes.line(tags) is None


def test_a_ramp_comes_in_later_than_its_road() -> None:
    road, ramp = classes.line({"highway": "motorway"}), classes.line({"highway": "motorway_link"})
    assert road is not None
    assert ramp is not None
    assert road.first_zoom < ramp.first_zoom


@pytest.mark.parametrize(
    ("tags", "first_zoom"),
    [
        ({"place": "city"}, 5),
        ({"place": "town"}, 8),
        ({"place": "town", "population": "120,000"}, 6),
        ({"place": "village", "population": "15000"}, 10),
        ({"place": "village", "population": "about 15000"}, 11),
    ],
)
def test_a_large_place_is_named_sooner(tags: dict[str, str], first_zoom: int) -> None:
    kind = classes.place(tags)
    assert kind is not None
    assert kind.first_zoom == first_zoom


@pytest.mark.parametrize("tags", [{}, {"place": "country"}, {"place": "island"}])
def test_other_places_are_not_named(tags: dict[str, str]) -> None:
    assert classes.place(tags) is None
