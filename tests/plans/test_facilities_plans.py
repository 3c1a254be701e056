"""Questions to the register are answered from its indexes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from facilities.models import Facility
from facilities.nearest import _SQL
from facilities.new_facility import NewLicence
from facilities.searching import _by_indexes
from geo.coordinates import LonLat
from tests.builders_facilities import new_facility, register_all

pytestmark = pytest.mark.django_db

_TABLES = ("facility", "licence", "certificate", "factoryactivity", "factorydetails")


_TRADES = [
    f"{first}{second}"
    for first in ("โรงสี", "ทอผ้า", "น้ำแข็ง", "เหล็ก", "ไม้ยาง", "ปุ๋ย", "กระจก", "เซรามิก", "ยาสูบ", "หล่อโลหะ")
    for second in "กขคงจชดต"
]


@pytest.fixture
def register() -> None:
    """Enough rows that reading them all is the worse plan, and statistics that say so."""
    register_all(
        new_facility(
            LonLat(99 + step % 60 / 20, 12 + step // 60 / 20),
            name_th=f"{_TRADES[step % 80]}ทดสอบ {step}",
            operator_th="",
            subdistrict_th=("ท่าตูม", "หนองกี่", "บ้านทาม")[step % 3],
            province_th=("ปราจีนบุรี", "ชลบุรี", "ตราด")[step % 3],
            licences=(NewLicence(f"จ3-9(1)-{step}/51ปจ", fourteen=f"2025{step:05}25516"),),
        )
        for step in range(3000)
    )
    with connection.cursor() as cursor:
        # Of every table that is read: of one without statistics PostgreSQL assumes ten pages, and reads them all.
        cursor.execute(f"ANALYZE {', '.join(f'facilities_{name}' for name in _TABLES)}")


def explained(sql: str, parameters: object = None) -> str:
    """The plan of a statement."""
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + sql, parameters)
        return "\n".join(line for (line,) in cursor.fetchall())


def plans_of_search(text: str) -> list[str]:
    """The plans of the statements that look for a text, planned as the search has them planned."""
    with CaptureQueriesContext(connection) as captured:
        list(Facility.objects.search(text))
    asked = [query["sql"] for query in captured if "facilities_" in query["sql"]]
    with _by_indexes():
        return [explained(sql.replace("%", "%%"), ()) for sql in asked]


@pytest.mark.usefixtures("register")
def test_nearest_walks_the_index() -> None:
    plan = explained(_SQL, {"place": "SRID=4326;POINT(100.2 13.3)", "candidates": 13, "wanted": 5, "without": []})
    assert "Index Scan using facility_shape" in plan
    assert "Seq Scan" not in plan


@pytest.mark.usefixtures("register")
def test_within_uses_the_index() -> None:
    assert "facility_shape" in Facility.objects.within(LonLat(100.2, 13.3), 5_000).explain()


@pytest.mark.parametrize("text", ["น้ำแข็งสมบูรณ์", "โรงสี", "โรงสี ท่าตูม", "โรงสีกทดซอบ", "โร", "ท่าตูม ก", "เหล็ก prachin buri"])
@pytest.mark.usefixtures("register")
def test_search_uses_the_trigrams(text: str) -> None:
    plans = plans_of_search(text)
    assert any("facility_search_trgm" in plan for plan in plans)
    assert not any("Seq Scan" in plan for plan in plans)


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("จ3-9(1)-100/51ปจ", "licence_canonical"),
        ("3911005", "licence_digits"),
        ("20250010025516", "licence_fourteen"),
        ("00901310051", "licence_eleven"),
        ("มผช. 17/2560", "certificate_canonical"),
        ("17/2560", "certificate_digits"),
    ],
)
@pytest.mark.usefixtures("register")
def test_numbers_are_found_by_their_own_indexes(text: str, index: str) -> None:
    plans = plans_of_search(text)
    assert any(index in plan for plan in plans)
    assert not any("Seq Scan on facilities_licence" in plan for plan in plans)
