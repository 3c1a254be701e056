"""Nothing that a tile reads can change without a note: tables and columns of every layer's queries are watched."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection

from geo.layers import Layer, Viewer, all_layers
from tests.builders_incidents import a_country
from tiles import sql
from tiles.question import parameters, parse

pytestmark = pytest.mark.django_db

EVERYBODY = (Viewer(), Viewer(superuser=True), Viewer(frozenset({"incidents.view_report"})))
VALUES = {
    "kind": "mine", "status": "stopped", "class": "3", "type": "9(1)", "hazard": "yes", "area": "25",
    "office": "pio-25", "position": "outside", "certificate": "tis", "estate": "", "bbox": "100,13,101,14",
    "near": "100,13,500",
    "inside": "100 13,101 13,101 14", "category": "odour", "state": "overdue", "urgency": "normal", "channel": "web",
    "unlicensed": "1", "episode": "1", "from": "2026-01-01", "to": "2026-02-01", "as_of": "2026-01-01", "as": "heat",
}  # fmt: skip
KEYS = {"id", "report_id", "facility_id", "attribution_id", "edition_id", "area_id", "code"}
"""A row keeps its own, and those of its owner are watched with the row."""

GENERATED = {"mercator", "blurred", "approximate", "effective"}
"""Made by the database from columns that are watched."""

WITH_THEIR_EDITION = ("geo_groundshape", "geo_groundplace")
"""Millions of rows, written with the one that is watched."""

NEEDLESS = {
    # Only ever added to, in the transaction that writes the state of the report; without a state they change nothing.
    ("incidents_statechange", "to_state"),
    ("incidents_statechange", "at"),
    ("incidents_statechange", "number"),
    ("incidents_report", "changed_at"),
    # The order of one row.
    ("incidents_category", "position"),
}


def questions(layer: Layer, viewer: Viewer) -> Iterator[list[tuple[str, str]]]:
    yield []
    for name in sorted(parameters(layer, viewer)):
        assert name in VALUES, f"no example of {name}: add one, or this test cannot see what it reads"
        if VALUES[name]:
            yield [(name, VALUES[name])]


def read_by(layer: Layer, viewer: Viewer, pairs: list[tuple[str, str]]) -> set[tuple[str, str]]:
    """Tables with the columns that are read of them. One alias may stand for several tables, in turn."""
    rows = sql.rows(layer, viewer, 14, parse(layer, viewer, pairs, on=date(2026, 3, 1))).sql
    meant = defaultdict(set)
    for table, alias in re.findall(r'(?:FROM|JOIN) "(\w+)"(?: (?:"(\w+)"|[A-Z]\d+))?', rows):
        meant[alias or table].add(table)
    columns = columns_of({table for tables in meant.values() for table in tables} - {*WITH_THEIR_EDITION})
    read = re.findall(r'"(\w+)"\."(\w+)"', rows)
    return {(table, column) for name, column in read for table in meant[name] if column in columns.get(table, ())}


def columns_of(tables: set[str]) -> dict[str, set[str]]:
    with connection.cursor() as cursor:
        describe = connection.introspection.get_table_description
        return {table: {column.name for column in describe(cursor, table)} for table in tables}


def watched() -> dict[str, set[str]]:
    """By table, the columns of which a change is noted."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, array_agg(attname) FROM pg_trigger LEFT JOIN pg_attribute "
            "ON attrelid = tgrelid AND attnum = ANY(tgattr) WHERE tgname LIKE 'touch%' GROUP BY 1"
        )
        return {table: set(columns) for table, columns in cursor.fetchall()}


@pytest.mark.parametrize("layer", all_layers(), ids=lambda layer: layer.name)
def test_what_a_tile_reads_is_watched(layer: Any) -> None:
    a_country()
    known = watched()
    for viewer in EVERYBODY:
        for pairs in questions(layer, viewer):
            read = {one for one in read_by(layer, viewer, pairs) if one[1] not in KEYS | GENERATED} - NEEDLESS
            unseen = {(table, column) for table, column in read if column not in known.get(table, ())}
            assert not unseen, f"{pairs} reads what no note is made of"
