"""Hundreds of thousands of invented sites and a million reports round them, made inside the database within minutes.

They are what tiles see of them, without the rest of a site or a case: nothing but tiles is measured on them. The same
seed gives the same rows.
"""

import time
from typing import Any

from _scratch import fill
from rich.console import Console

# Half of what is reported lies within 400 m of a site, nine in ten within 1.5 km.
_FILL = """
INSERT INTO incidents_report (
    tracking_code, category_id, description, public_text, state, channel, received_at, changed_at, accept_by, finish_by,
    reporter_says, reopened, chain_length, chain_head, handled_by_id, place_text, position, position_source,
    position_method
)
SELECT 'B' || lpad(made.number::text, 9, '0'), category.code, '', '', state.name, 'web', received, received,
    received + interval '3 days', received + interval '30 days', '', 0, 0, '', office.code, '',
    ST_SetSRID(ST_MakePoint(ST_X(site.position) + off_e, ST_Y(site.position) + off_n), 4326), '', 'stated'
FROM (
    SELECT number, 1 + floor(random() * (SELECT count(*) FROM sites))::int AS site, random() AS subject,
        random() AS stage, timestamptz '2026-11-01' - random() * interval '3 years' AS received,
        0.008 * tan(3.1 * (random() - 0.5)) / 4 AS off_e, 0.008 * tan(3.1 * (random() - 0.5)) / 4 AS off_n
    FROM generate_series(1, %(reports)s) AS number OFFSET 0
) AS made
JOIN sites AS site ON site.number = made.site
JOIN categories AS category ON category.number = 1 + floor(made.subject * (SELECT count(*) FROM categories))::int
JOIN states AS state ON made.stage >= state.since AND made.stage < state.until
JOIN geo_office AS office ON office.code = 'pio-' || site.province_code
"""
_SIDES = """
CREATE TEMPORARY TABLE sites AS SELECT row_number() OVER (ORDER BY id)::int AS number, position,
    CASE WHEN province_code = '10' THEN '11' ELSE province_code END AS province_code
FROM facilities_facility WHERE position IS NOT NULL;
CREATE UNIQUE INDEX ON sites (number);
CREATE TEMPORARY TABLE categories AS
SELECT row_number() OVER (ORDER BY code)::int AS number, code FROM incidents_category WHERE urgency <> 'restricted';
CREATE TEMPORARY TABLE states (name, since, until) AS VALUES
    ('received', 0.0, 0.04), ('assigned', 0.04, 0.07), ('accepted', 0.07, 0.12), ('acting', 0.12, 0.15),
    ('resolved', 0.15, 0.2), ('closed', 0.2, 0.9), ('refused', 0.9, 0.95), ('duplicate', 0.95, 1.0);
ANALYZE sites, categories, states;
"""


_TEMPLATES = 15_000
"""Sites made as everywhere else; the others are copies of these around them."""

_COPY = """
INSERT INTO facilities_facility (
    kind, status, hazard, name_th, name_en, operator_th, position, position_source, position_method, error_radius_m,
    position_raw, address_th, subdistrict_th, district_th, province_th, subdistrict_code, province_code, estate_name_th,
    source, source_key, site_key, search_text, created_at, updated_at
)
SELECT kind, status, hazard, name_th, name_en, operator_th, ST_SetSRID(ST_MakePoint(
        ST_X(position) + 0.02 * tan(2.8 * (random() - 0.5)), ST_Y(position) + 0.02 * tan(2.8 * (random() - 0.5))
    ), 4326), position_source, position_method, error_radius_m, position_raw, address_th, subdistrict_th, district_th,
    province_th, subdistrict_code, province_code, estate_name_th, source, source_key || '-' || copy, '', '', created_at,
    updated_at
FROM facilities_facility AS template, generate_series(1, %(copies)s) AS copy
WHERE position IS NOT NULL ORDER BY copy, template.id LIMIT %(wanted)s
"""


def fill_sites(sites: int, console: Console, *, seed: float = 0.5) -> None:
    """So many with the reference data, unless they are there: some as the demo's, the others copies of them nearby."""
    from django.db import connection, transaction

    from facilities.models import Facility

    if Facility.objects.count() == sites:
        console.print(f"{sites:,} facilities are there from before")
        return
    fill(min(sites, _TEMPLATES), console)
    started = time.perf_counter()
    wanted = sites - min(sites, _TEMPLATES)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT setseed(%s)", [seed])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        indexes = _taken(cursor, "facilities_facility")
        cursor.execute(_COPY, {"copies": wanted // (_TEMPLATES // 2) + 1, "wanted": wanted})
        _made_again(cursor, indexes)
    console.print(f"{sites:,} facilities stored, the copies in {time.perf_counter() - started:.1f} s")


def fill_reports(reports: int, console: Console, *, seed: float = 0.5) -> None:
    """So many, unless they are there. Needs a register and the reference data."""
    from django.db import connection, transaction

    from incidents.models import Report

    if Report.objects.count() == reports:
        console.print(f"{reports:,} reports are there from before")
        return
    started = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL phangut.flush = 'on'")
        cursor.execute("TRUNCATE incidents_report CASCADE")
        cursor.execute(_SIDES)
        cursor.execute("SELECT setseed(%s)", [seed])
        # The emptying has renewed everything already.
        cursor.execute("ALTER TABLE incidents_report DISABLE TRIGGER touch_incidents_incidents_report_insert")
        indexes = _taken(cursor, "incidents_report")
        cursor.execute(_FILL, {"reports": reports})
        stored = cursor.rowcount
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _made_again(cursor, indexes)
        cursor.execute("ALTER TABLE incidents_report ENABLE TRIGGER touch_incidents_incidents_report_insert")
    if stored != reports:
        raise SystemExit(f"only {stored:,} of {reports:,} reports could be made: is every province's office loaded?")
    console.print(f"{reports:,} reports stored in {time.perf_counter() - started:.1f} s")


def _taken(cursor: Any, table: str) -> list[tuple[str, str]]:
    """Indexes by name with what makes them again: made over all rows at once they take a fraction of the time."""
    cursor.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
        "WHERE indrelid = %s::regclass AND NOT indisunique",
        [table],
    )
    found: list[tuple[str, str]] = cursor.fetchall()
    for name, _definition in found:
        cursor.execute(f"DROP INDEX {name}")
    return found


def _made_again(cursor: Any, indexes: list[tuple[str, str]]) -> None:
    for _name, definition in indexes:
        cursor.execute(definition.replace("%", "%%"))
