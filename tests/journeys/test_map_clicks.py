"""Real clicks through the page: the facility under the pointer is the one that opens, also where symbols overlap."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from facilities.models import Facility
from geo.coordinates import LonLat
from tests.builders_facilities import new_facility, registered
from tests.journeys.screen import View

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

FREE = (400, 130, 920, 620)
"""West, north, east, south of the part of the page that no panel covers, in pixels."""

APART_PX = 4.0
EACH = 50
ZOOMS = (15, 16, 17, 18)


def test_two_hundred_clicks_each_open_the_right_one(visit: Callable[..., Any]) -> None:
    chance = random.Random(2568)
    views = [View.at(zoom, LonLat(101.2 + zoom / 10, 13.8)) for zoom in ZOOMS]
    spots = [scattered(chance, EACH) for _ in views]
    register(views, spots)
    visitor = visit()
    wrong = [found for view in views for found in clicked(visitor, view)]
    assert wrong == []
    assert Facility.objects.count() == EACH * len(ZOOMS)


def test_the_nearer_of_two_overlapping_ones_opens(visit: Callable[..., Any]) -> None:
    view = View.at(17, LonLat(101.6, 13.8))
    places = [(500, 300), (505, 300), (500, 306), (640, 300), (648, 303)]
    first = [registered(new_facility(view.under(*place)))[0].pk for place in places]
    page = visit().go(f"/?{view.address}")
    for pk, (x, y) in zip(first, places, strict=True):
        page.mouse.click(x, y)
        assert opened(page) == pk


def test_several_on_one_spot_give_a_list_to_choose_from(visit: Callable[..., Any]) -> None:
    view = View.at(17, LonLat(101.6, 13.8))
    spot = view.under(600, 400)
    found = registered(*[new_facility(spot, name_th=f"โรงงานซ้อน {number}") for number in range(3)])
    visitor = visit()
    page = visitor.go(f"/?{view.address}")
    page.mouse.click(600, 400)
    expect(page.locator("[data-detail] .inview__item")).to_have_count(3)
    visitor.picture("map-click-same-spot")
    page.locator("[data-detail] .inview__item").last.click()
    assert opened(page) in {facility.pk for facility in found}


def scattered(chance: random.Random, count: int) -> list[tuple[float, float]]:
    """Pixels anywhere in the free part; symbols overlap, but no two stand where a hand cannot tell them apart."""
    west, north, east, south = FREE
    found: list[tuple[float, float]] = []
    while len(found) < count:
        x, y = chance.uniform(west, east), chance.uniform(north, south)
        if all((x - a) ** 2 + (y - b) ** 2 > APART_PX**2 for a, b in found):
            found.append((x, y))
    return found


def register(views: list[View], spots: list[list[tuple[float, float]]]) -> None:
    """One facility under each pixel of each view, named for it."""
    places = [view.under(*spot) for view, own in zip(views, spots, strict=True) for spot in own]
    registered(*[new_facility(where) for where in places])


def clicked(visitor: Any, view: View) -> list[tuple[int, int | None]]:
    """Every facility in the view is clicked once; those for which another one opened, with what opened."""
    page = visitor.go(f"/?{view.address}")
    wrong = []
    for facility in Facility.objects.order_by("pk"):
        assert facility.position
        x, y = view.pixel(LonLat(facility.position.x, facility.position.y))
        if not (FREE[0] <= x <= FREE[2] and FREE[1] <= y <= FREE[3]):
            continue
        page.mouse.click(round(x), round(y))
        if (found := opened(page)) != facility.pk:
            wrong.append((facility.pk, found))
    visitor.picture(f"map-clicks-z{view.zoom}")
    return wrong


def opened(page: Page) -> int | None:
    """What the address says is selected, once it says so."""
    return page.evaluate("Number(/sel=facilities:(\\d+)/.exec(location.search)?.[1]) || null")  # type: ignore[no-any-return]
