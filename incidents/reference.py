"""Loading the categories that ship with the product."""

import csv
from pathlib import Path

from django.db import transaction

from incidents.models import Category

_FILE = Path(__file__).parent / "data" / "complaint_categories.csv"
_TYPES = Path(__file__).parent / "data" / "traffy_types.csv"


def shipped() -> list[dict[str, str]]:
    """The rows of the file, in its order."""
    return _rows(_FILE)


@transaction.atomic
def load_categories() -> int:
    """Store the categories of the working taxonomy that are missing; how many it has.

    Those that are there stay as they are: administrators edit them, and this runs at every start.
    """
    rows, types = shipped(), _rows(_TYPES)
    for position, row in enumerate(rows):
        meant = [one["type"] for one in types if one["category"] == row["code"]]
        Category.objects.get_or_create(code=row["code"], defaults=_columns(row, position) | {"traffy_types": meant})
    return len(rows)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _columns(row: dict[str, str], position: int) -> dict[str, object]:
    names = ("name_th", "name_en", "hint_th", "hint_en", "default_facility_kind", "basis", "verified")
    return {
        **{name: row[name] for name in names},
        "position": position,
        "lead_hint": row["default_lead_agency"],
        "urgency": row["urgency_hint"],
        **{name: int(row[name]) for name in ("noticed_within_m", "same_within_m", "same_within_hours")},
        "episodic": row["episodic"] == "1",
    }
