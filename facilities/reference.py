"""Reference data of the register: the 107 factory types."""

import csv
from pathlib import Path

from django.db import transaction

from facilities.models import FactoryType

_FILE = Path(__file__).parent / "data" / "factory_types.csv"


@transaction.atomic
def load_factory_types() -> int:
    """Bring the table of factory types to the file; returns how many it holds. Idempotent.

    `high_hazard` is the confirmed set only: rows marked `consider` keep their note, for DIW to decide.
    """
    with _FILE.open(encoding="utf-8", newline="") as file:
        types = [_factory_type(row) for row in csv.DictReader(file)]
    FactoryType.objects.bulk_create(
        types,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name_th", "name_en", "high_hazard", "hazard_source", "hazard_note"],
    )
    return len(types)


def _factory_type(row: dict[str, str]) -> FactoryType:
    return FactoryType(
        code=int(row["code"]),
        name_th=row["name_th"],
        name_en=row["name_en"],
        high_hazard=row["high_hazard"] == "yes",
        hazard_source=row["high_hazard_source"],
        hazard_note=row["hazard_note"],
    )
