"""Questions to the register are answered from its indexes."""

import pytest
from django.db import connection

from facilities.models import Facility
from facilities.nearest import _SQL
from geo.coordinates import LonLat
from tests.builders_facilities import new_facility, register_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def register() -> None:
    """Enough rows that reading them all is the worse plan, and statistics that say so."""
    register_all(new_facility(LonLat(99 + step % 60 / 20, 12 + step // 60 / 20)) for step in range(3000))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE facilities_facility")
        cursor.execute("ANALYZE facilities_licence")


def explained(sql: str, parameters: object) -> str:
    """The plan of a statement."""
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + sql, parameters)
        return "\n".join(line for (line,) in cursor.fetchall())


@pytest.mark.usefixtures("register")
def test_nearest_walks_the_index() -> None:
    plan = explained(_SQL, {"place": "SRID=4326;POINT(100.2 13.3)", "candidates": 13, "wanted": 5})
    assert "Index Scan using facility_shape" in plan
    assert "Seq Scan" not in plan


@pytest.mark.usefixtures("register")
def test_within_uses_the_index() -> None:
    assert "facility_shape" in Facility.objects.within(LonLat(100.2, 13.3), 5_000).explain()


@pytest.mark.usefixtures("register")
def test_search_uses_the_trigrams() -> None:
    plan = Facility.objects.search("น้ำแข็งสมบูรณ์").explain()
    assert "facility_search_trgm" in plan
    assert "Seq Scan on facilities_facility" not in plan
