"""Small geography that can be checked by eye: areas that are squares of whole degrees."""

from datetime import date
from typing import Any

from shapely.geometry import MultiPolygon, Polygon, box

from geo import editions
from geo.changes import Actor
from geo.editions import AreaDraft, EditionDraft
from geo.models import AreaEdition, Level, NeighbourLand, Quality

ACTOR = Actor("test")


def an_area(code: str = "10", west: float = 100, south: float = 13, size: float = 1, **changes: Any) -> AreaDraft:
    """A square of `size` degrees with its south-west corner there; names come from the code."""
    shape = changes.pop("shape", None) or box(west, south, west + size, south + size)
    boundary = shape if isinstance(shape, MultiPolygon) else MultiPolygon([shape])
    names = {"name_th": f"พื้นที่ {code}", "name_en": f"Area {code}", **changes}
    return AreaDraft(code=code, boundary=boundary, **names)


def a_draft(level: str = Level.PROVINCE, name: str = "squares", **changes: Any) -> EditionDraft:
    """An edition said to be off by 500 m."""
    return EditionDraft(
        **{"level": level, "name": name, "quality": Quality.SIMPLIFIED, "border_error_m": 500, **changes}
    )


def an_edition(*areas: AreaDraft, valid_from: date | None = None, active: bool = True, **changes: Any) -> AreaEdition:
    """Stored and in force; two provinces side by side unless areas are given."""
    areas = areas or (an_area("10"), an_area("24", west=101))
    edition = editions.load(a_draft(**changes), areas, actor=ACTOR)
    return editions.activate(edition, valid_from=valid_from, actor=ACTOR) if active else edition


def a_neighbour(west: float = 100, south: float = 14, size: float = 1, country: str = "LA") -> NeighbourLand:
    """A square of foreign land."""
    shape = box(west, south, west + size, south + size)
    return NeighbourLand.objects.create(country=country, name_th="ลาว", name_en="Laos", shape=f"SRID=4326;{shape.wkt}")


def a_ring(*vertices: tuple[float, float]) -> Polygon:
    """A polygon from its vertices as they are, valid or not."""
    return Polygon(vertices)
