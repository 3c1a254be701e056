"""Builders of demo data: small square provinces, so that generators run without a database."""

from datetime import date

import shapely

from facilities.new_facility import NewFacility
from fixtures.demo.ground import Outlines
from fixtures.demo.register import facilities
from fixtures.demo.reports import DemoReport, reports
from fixtures.demo.scene import Scene

DAY = date(2026, 11, 22)


def square_provinces(*codes: str) -> Outlines:
    """Provinces of half a degree side by side from 100 E, 14 N."""
    names = codes or ("11", "19", "21", "30", "74")
    return {code: shapely.box(100 + place / 2, 14, 100.5 + place / 2, 14.5) for place, code in enumerate(names)}


def demo_register(seed: int = 1, count: int = 300, outlines: Outlines | None = None) -> list[NewFacility]:
    """An invented register in square provinces."""
    return list(facilities(seed, count, outlines or square_provinces()))


def demo_reports(seed: int = 1, count: int = 400, day: date = DAY) -> list[DemoReport]:
    """Invented reports about `demo_register(seed)`."""
    return list(reports(seed, count, day, Scene.of(demo_register(seed), square_provinces())))
