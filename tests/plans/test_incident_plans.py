"""Questions to the reports are answered from their indexes."""

from datetime import UTC, datetime

import pytest
from django.contrib.gis.geos import Polygon
from django.db import connection

from geo.layers import Viewer
from incidents import layer
from incidents.board import Filters, selected
from incidents.models import Report
from tests.builders_incidents import a_country

pytestmark = pytest.mark.django_db

OFFICER = Viewer(frozenset({f"incidents.view_{what}" for what in ("report", "restrictedreport", "exactplace")}))
FILL = """
    INSERT INTO incidents_report (tracking_code, category_id, description, state, channel, received_at, handled_by_id,
        position, position_source, position_method, changed_at, public_text, reporter_says, reopened, chain_length,
        chain_head, place_text)
    SELECT 'T' || n, 'odour', '', CASE WHEN n % 50 = 0 THEN 'received' ELSE 'closed' END, 'demo',
        now() - n * interval '1 minute', 'pio-25', ST_SetSRID(ST_MakePoint(98 + n % 100 / 15.0, 12 + n / 1000.0), 4326),
        '', 'stated', now(), '', '', 0, 0, '', ''
    FROM generate_series(1, 6000) n
"""


@pytest.fixture
def reports() -> None:
    """Enough rows that reading them all is the worse plan, and statistics that say so."""
    a_country()
    with connection.cursor() as cursor:
        cursor.execute(FILL)
        cursor.execute("ANALYZE incidents_report")


@pytest.mark.usefixtures("reports")
@pytest.mark.parametrize(("viewer", "index"), [(OFFICER, "report_mercator"), (Viewer(), "report_blurred")])
def test_a_tile_filters_by_the_geometry_its_viewer_sees(viewer: Viewer, index: str) -> None:
    tile = Polygon.from_bbox((11_200_000, 1_500_000, 11_210_000, 1_510_000))
    tile.srid = 3857
    assert index in layer.rows(viewer).filter(geometry__bboverlaps=tile).explain()


@pytest.mark.usefixtures("reports")
def test_the_board_walks_the_index_newest_first() -> None:
    micros = int(datetime.now(UTC).timestamp()) * 1_000_000
    later = Filters(state="", after=f"{micros}-1000000000")
    plan = selected(later, OFFICER, now=datetime.now(UTC))[:51].explain()
    assert "report_newest_first" in plan
    assert "Index Cond: (received_at <=" in plan
    assert "Sort" not in plan


@pytest.mark.usefixtures("reports")
def test_a_tracking_code_is_one_look_up() -> None:
    assert "Index Scan" in Report.objects.filter(tracking_code="T77").explain()


def test_the_blurred_place_is_made_by_the_database_and_indexed() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname IN ('report_blurred', 'report_mercator')")
        assert all("USING gist" in definition for (definition,) in cursor.fetchall())
        cursor.execute(
            "SELECT count(*) FROM information_schema.columns WHERE table_name = 'incidents_report'"
            " AND column_name IN ('blurred', 'mercator') AND is_generated = 'ALWAYS'"
        )
        assert cursor.fetchone() == (2,)
