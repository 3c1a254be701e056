"""The rules are asked in one statement whose work grows with the situations and looks the ground up by index."""

import json
from datetime import date
from typing import Any

import orjson
import pytest
from django.db import connection

from geo.coordinates import LonLat
from incidents.competence import Beyond, Site, Situation, decide, decide_many, match
from incidents.competence.seed import load_rules

pytestmark = pytest.mark.django_db

ESTATES = """
    INSERT INTO facilities_estate (kind, name_th, name_en, operator_th, province_code, boundary, point_quality,
        position_source, drawn_by_hand, source, source_key)
    SELECT 'estate', n::text, '', '', '25', ST_Multi(ST_MakeEnvelope(w, s, w + 0.01, s + 0.01, 4326)), 'none',
        '', false, 'test', n::text
    FROM generate_series(1, 2000) n, LATERAL (SELECT 98 + n % 50 / 10.0 AS w, 12 + n / 50 / 10.0 AS s) at
"""
TOWNS = """
    INSERT INTO geo_localgovernment (code, kind, name_th, name_en, province_code, boundary, source, quality,
        border_error_m)
    SELECT n::text, 'municipality', n::text, '', '25', ST_Multi(ST_MakeEnvelope(w, s, w + 0.01, s + 0.01, 4326)),
        'test', 'survey', 0
    FROM generate_series(1, 2000) n, LATERAL (SELECT 98 + n % 50 / 10.0 AS w, 12 + n / 50 / 10.0 AS s) at
"""
MINES = """
    INSERT INTO facilities_facility (kind, status, hazard, name_th, name_en, operator_th, footprint, position,
        position_source, position_method, position_raw, address_th, subdistrict_th, district_th, province_th,
        subdistrict_code, province_code, estate_name_th, source, source_key, site_key, search_text,
        created_at, updated_at)
    SELECT 'mine', 'operating', false, n::text, '', '', ST_Multi(ST_MakeEnvelope(w, s, w + 0.01, s + 0.01, 4326)),
        ST_SetSRID(ST_MakePoint(w, s), 4326), '', 'stated', '', '', '', '', '', '', '25', '', 'test', n::text, '', '',
        now(), now()
    FROM generate_series(1, 2000) n, LATERAL (SELECT 98 + n % 50 / 10.0 AS w, 12 + n / 50 / 10.0 AS s) at
"""


@pytest.fixture(autouse=True)
def ground(db: None) -> None:
    """The rules, and enough ground that reading all of it is the worse plan."""
    load_rules()
    with connection.cursor() as cursor:
        for fill in (ESTATES, TOWNS, MINES):
            cursor.execute(fill)
        cursor.execute("ANALYZE facilities_estate, geo_localgovernment, facilities_facility, incidents_competencerule")


def situation(**changes: Any) -> Situation:
    """A smell beside a factory near a border."""
    return Situation(
        "25",
        "ปราจีนบุรี",
        "Prachin Buri",
        date(2026, 3, 12),
        "odour",
        site=Site("factory", 3, ((9, 6),), "pio"),
        beyond=Beyond("24", "ฉะเชิงเทรา", "Chachoengsao", 90.0),
        **{"at": LonLat(99.5, 13.5), **changes},
    )


def nodes(plan: dict[str, Any]) -> list[dict[str, Any]]:
    """A plan and everything below it."""
    return [plan, *(node for below in plan.get("Plans", ()) for node in nodes(below))]


def planned(situations: list[Situation]) -> list[dict[str, Any]]:
    told = orjson.dumps(list(match._told(situations, True))).decode()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {match._SQL}", {"situations": told})
        (found,) = cursor.fetchone()
    plan = json.loads(found) if isinstance(found, str) else found
    return nodes(plan[0]["Plan"])


def test_the_ground_is_looked_up_by_index() -> None:
    used = {node.get("Index Name", "") for node in planned([situation()])}
    for name in ("facilities_estate_boundary", "facilities_facility_footprint", "geo_localgovernment_boundary"):
        assert any(index.startswith(name) for index in used), name


def test_the_rules_are_read_once_however_many_situations() -> None:
    loops = [
        [
            n["Actual Loops"]
            for n in planned([situation()] * count)
            if n.get("Relation Name") == "incidents_competencerule"
        ]
        for count in (1, 200)
    ]
    assert loops[0] == loops[1]
    assert len(loops[0]) == 1


def test_no_step_grows_with_the_square_of_the_situations() -> None:
    for count in (50, 200):
        rows = max(node["Actual Rows"] * node["Actual Loops"] for node in planned([situation()] * count))
        assert rows <= count * 1_000


def test_one_statement_serves_one_or_many_and_its_plan_is_kept() -> None:
    for _ in range(8):
        decide(situation())
    decide_many([situation() for _ in range(50)])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements"
            " WHERE statement LIKE '%%Who is competent in%%'"
        )
        rows = cursor.fetchall()
    assert len(rows) == 1
    generic, custom = rows[0]
    assert generic > 0
    assert custom <= 5
