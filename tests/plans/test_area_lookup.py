"""The lookup of areas uses the index over edition and place."""

from datetime import date

import pytest
from django.db import connection

from geo.querysets import areas as querysets
from tests.builders_geo import an_area, an_edition

pytestmark = pytest.mark.django_db


def plan_of(lon: float, lat: float) -> str:
    values = {
        "place": f"SRID=4326;POINT({lon} {lat})",
        "on": date(2026, 1, 1),
        "metres_per_degree": querysets.LEAST_METRES_PER_DEGREE,
        "border_within_m": 20_000.0,
    }
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE geo_areaedition, geo_area, geo_areapart, geo_neighbourland")
        cursor.execute(f"EXPLAIN {querysets._LOCATE}", values)
        return "\n".join(line for (line,) in cursor.fetchall())


def test_containment_nearest_and_border_all_use_the_index() -> None:
    an_edition(*[an_area(str(code), west=97.4 + code % 8, south=6 + code // 8, size=1) for code in range(10, 90)])
    plan = plan_of(100.5, 13.5)
    assert plan.count("Index Scan using part_by_edition_and_place") >= 4
    assert "Seq Scan on geo_areapart" not in plan


def test_the_plan_is_too_cheap_for_just_in_time_compilation() -> None:
    an_edition(*[an_area(str(code), west=97.4 + code % 8, south=6 + code // 8, size=1) for code in range(10, 90)])
    cost = float(plan_of(100.5, 13.5).split("..")[1].split(" ")[0])
    assert cost < 50_000, "PostgreSQL compiles plans above 100,000, which takes longer than the lookup"
