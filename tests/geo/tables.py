"""Files of tests/data/register/formats, named for their hazard, and what the tests ask of them."""

from pathlib import Path
from typing import Any

from geo.tables import Table, open_table

FILES = Path(__file__).parents[1] / "data" / "register" / "formats"
BANGKOK = (100.507472, 13.754342)
"""Where 663314, 1520765 in EPSG:24047 lies on WGS84."""


def opened(name: str, **stated: Any) -> Table:
    return open_table(FILES / name, **stated)


def cells(table: Table) -> list[list[Any]]:
    return [row.cells for row in table.rows()]


def problems(table: Table) -> dict[int, str]:
    """By row, where there is one."""
    return {row.number: row.problem for row in table.rows() if row.problem}


def places(table: Table) -> list[tuple[float, float] | None]:
    """Longitude and latitude of each row's point, to six decimals."""
    shapes = [row.shape for row in table.rows()]
    return [(round(shape.x, 6), round(shape.y, 6)) if shape else None for shape in shapes]
