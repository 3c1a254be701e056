"""A digest tells whether a row is as it was, whatever the order of the columns."""

from datetime import date
from typing import Any

import pytest
from shapely import Point

from facilities.imports.fingerprints import Fingerprint

A_B = Fingerprint((("A", 0), ("B", 1)), "profile 1")


def test_equal_cells_have_one_digest_in_any_order_of_columns() -> None:
    turned = Fingerprint((("B", 0), ("A", 1)), "profile 1")
    assert A_B.of(["1", "2", "x"]) == turned.of(["2", "1", "y"])
    assert len(A_B.of(["1", "2"])) == 16


@pytest.mark.parametrize(
    ("fingerprint", "cells", "shape"),
    [
        (A_B, ["1", "3"], None),
        (A_B, ["12", ""], None),
        (A_B, ["1", None], None),
        (A_B, ["1", "2"], Point(101, 13)),
        (Fingerprint((("A", 0), ("C", 1)), "profile 1"), ["1", "2"], None),
        (Fingerprint((("A", 0), ("B", 1)), "profile 2"), ["1", "2"], None),
        (Fingerprint((("A", 0),), "profile 1"), ["1", "2"], None),
    ],
)
def test_anything_else_has_another(fingerprint: Fingerprint, cells: list[Any], shape: Any) -> None:
    assert fingerprint.of(cells, shape) != A_B.of(["1", "2"])


def test_every_kind_of_cell_has_one() -> None:
    for cell in (1, 2.5, date(2026, 1, 1), None, "\ud800", float("nan"), b"x"):
        assert A_B.of([cell, ""]) == A_B.of([cell, ""])
