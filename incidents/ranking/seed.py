"""Loading the table of causes that ships with the product."""

import csv
from pathlib import Path

from django.db import transaction

from geo import versions
from incidents.models import Cause
from incidents.ranking.cause_table import VERSION

_FILE = Path(__file__).parent.parent / "data" / "category_causes.csv"


@transaction.atomic
def load_causes() -> int:
    """Store the lines that are missing; how many the file has.

    Those that are there stay as they are: administrators edit them, and this runs at every start.
    """
    with _FILE.open(encoding="utf-8") as file:
        rows = [_cause(row) for row in csv.DictReader(file)]
    before = Cause.objects.count()
    Cause.objects.bulk_create(rows, ignore_conflicts=True)
    if Cause.objects.count() != before:
        versions.bump(VERSION)
    return len(rows)


def _cause(row: dict[str, str]) -> Cause:
    texts = {name: row[name] for name in ("kind", "type_code", "why_th", "why_en", "basis")}
    verified = row["verified"] == "yes"
    return Cause(category_id=row["category"], likelihood=float(row["likelihood"]), verified=verified, **texts)
