"""The rules that ship with the product: working values, none confirmed by a source."""

import csv
from pathlib import Path

from django.db import transaction

from incidents.models import RetentionRule

_FILE = Path(__file__).parent.parent / "data" / "retention.csv"


@transaction.atomic
def load_retention() -> int:
    """Store the rules that are missing; how many ship. Those that are there stay: administrators edit them."""
    with _FILE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        stated = {"days": int(row["days"]), "basis": row["basis"], "verified": row["verified"] == "yes"}
        RetentionRule.objects.get_or_create(what=row["what"], defaults=stated)
    return len(rows)
