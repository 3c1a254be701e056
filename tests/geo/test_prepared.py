"""Statements whose plans are kept."""

import pytest
from django.db import connection

from geo import prepared

_COUNTING = "SELECT n, 5 %% 3 FROM generate_series(%(first)s::int, %(last)s::int) AS n LIMIT %(most)s"


@pytest.mark.django_db
def test_values_are_bound_wherever_they_stand() -> None:
    assert prepared.rows(_COUNTING, {"first": 4, "last": 9, "most": 2}) == [(4, 2), (5, 2)]
    assert prepared.rows(_COUNTING, {"first": 4, "last": 4, "most": 3}) == [(4, 2)]


@pytest.mark.django_db
def test_the_planner_is_told_how_many_rows_are_asked_for() -> None:
    for most in (2, 2, 7):
        assert len(prepared.rows(_COUNTING, {"first": 1, "last": 50, "most": most})) == most
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%%generate_series%%'")
        held = [statement.rsplit(" AS n ")[1] for (statement,) in cursor.fetchall() if "5 % 3" in statement]
    assert sorted(held) == ["LIMIT 2", "LIMIT 7"]


@pytest.mark.django_db
def test_a_limit_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        prepared.rows(_COUNTING, {"first": 1, "last": 2, "most": "1; DROP TABLE geo_area"})
