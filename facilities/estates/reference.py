"""Reference data: the estates of IEAT with what their points are worth, and zones and parks by name."""

import csv
from collections.abc import Iterator
from pathlib import Path

from facilities.estates.operations import put_estates
from facilities.models import Estate, EstateKind, PointQuality
from facilities.new_estate import NewEstate
from geo.changes import Actor
from geo.coordinates import LonLat

_DATA = Path(__file__).resolve().parent.parent / "data"
_ACTOR = Actor("load_reference")

IEAT = "ieat-estate"
"""The source's name is the import profile's, so that a later load of IEAT's file meets these rows."""

ZONES = "reference-zones"
_MAP_LAYER = "IEAT map layer, copy of 2026"
_OPERATOR = "การนิคมอุตสาหกรรมแห่งประเทศไทย"
_WORTH = {
    "ok": PointQuality.OWN,
    "shared_point_probable_owner": PointQuality.SHARED,
    "shared_point": PointQuality.SHARED,
    "wrong_province": PointQuality.WRONG,
}


def load_estates() -> int:
    """Add the estates that are missing; returns how many there are of these sources.

    Those present stay as they are: a load of a real register knows more than these files.
    """
    stored = set(Estate.objects.values_list("source", "source_key"))
    missing = [new for new in (*_ieat(), *_zones()) if (new.source, new.source_key) not in stored]
    put_estates(missing, actor=_ACTOR, reason="load_reference")
    return Estate.objects.filter(source__in=(IEAT, ZONES)).count()


def _ieat() -> Iterator[NewEstate]:
    for row in _rows("estates.csv"):
        yield NewEstate(
            kind=EstateKind.ESTATE,
            source=IEAT,
            source_key=row["ieat_layer_id"],
            name_th=row["name_th"],
            name_en=row["name_en"],
            operator_th=_OPERATOR,
            province_code=row["province_code"],
            point=LonLat.parse(row["lon"], row["lat"]),
            point_quality=_WORTH[row["coord_quality"]],
            position_source=_MAP_LAYER,
        )


def _zones() -> Iterator[NewEstate]:
    for row in _rows("zones.csv"):
        yield NewEstate(
            kind=EstateKind(row["kind"]),
            source=ZONES,
            source_key=row["key"],
            name_th=row["name_th"],
            name_en=row["name_en"],
            operator_th=row["operator_th"],
            province_code=row["province_code"],
        )


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
