"""The real factories of one province: every number, every row, the nearest of a thousand places."""

import json
import random
from collections import Counter
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from facilities.models import Facility, FactoryActivity, Licence
from facilities.nearest import nearest
from facilities.new_facility import NewFacility
from facilities.registration import OLD, parse
from geo.coordinates import LonLat
from geo.models import Change
from tests.builders_facilities import new_facility, registered, square
from tests.facilities.brute_force import BruteForce
from tests.real_data import real_file

pytestmark = pytest.mark.realdata


def the_file() -> Path:
    """The 632 factories."""
    return real_file("factories/prachinburi_factories.geojson")


@cache
def rows(path: Path) -> list[dict[str, Any]]:
    """Its features."""
    features: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return features


def imported(*options: str) -> str:
    """The command's report."""
    out = StringIO()
    call_command("import_facilities", str(the_file()), "--profile", "diw-shapefile", *options, stdout=out)
    return out.getvalue()


def test_one_expression_parses_all_632_numbers() -> None:
    numbers = [row["properties"]["เลขทะเบียน"] for row in rows(the_file())]
    assert len(numbers) == 632
    assert all(OLD.fullmatch(number) for number in numbers)
    assert Counter((parse(number).form, parse(number).problems) for number in numbers) == {("old", ()): 632}


def test_the_number_agrees_with_the_type_code_in_631_and_with_the_class_in_632() -> None:
    cells = [row["properties"] for row in rows(the_file())]
    read = [parse(cell["เลขทะเบียน"]) for cell in cells]
    types = [f"{number.type_code:03d}{number.sub_item or 0:02d}" for number in read]
    assert sum(code == cell["ประเภท"] for code, cell in zip(types, cells, strict=True)) == 631
    assert sum(str(number.factory_class) == cell["จำพวก"] for number, cell in zip(read, cells, strict=True)) == 632


@pytest.mark.django_db
def test_all_632_are_stored_and_a_second_run_changes_nothing() -> None:
    assert "632 read, 632 stored, 0 changed, 0 refused, 328 problems" in imported("--apply")
    assert (Facility.objects.count(), Licence.objects.count(), FactoryActivity.objects.count()) == (632, 632, 632)
    changes = Change.objects.count()
    assert imported("--apply").endswith("632 read, 0 changes\n")
    assert Change.objects.count() == changes


@pytest.mark.django_db
def test_a_dry_run_lists_the_problems_by_row_and_stores_nothing() -> None:
    report = imported()
    assert "632 read, 632 to store, 0 to change, 0 refused, 328 problems" in report
    assert "   102  Other rows have exactly this position" in report
    assert "row 1  " not in report  # nothing is wrong with the first
    assert not Facility.objects.exists()


@pytest.mark.django_db
def test_a_thousand_places_get_the_nearest_that_an_independent_search_finds() -> None:
    imported("--apply")
    rng = random.Random(2568)
    grounds = [LonLat(rng.uniform(101.2, 102.0), rng.uniform(13.6, 14.3)) for _ in range(25)]
    mines = [new_facility(None, footprint=square(ground, rng.uniform(0.001, 0.015))) for ground in grounds]
    stored = zip(registered(*mines), mines, strict=True)
    real = [(factory.pk, _at(factory)) for factory in Facility.objects.filter(source="diw-shapefile")]
    brute = BruteForce([*real, *((facility.pk, new) for facility, new in stored)])
    places = [LonLat(rng.uniform(101.1, 102.1), rng.uniform(13.5, 14.4)) for _ in range(999)]
    places.append(LonLat(101.651, 13.787))
    wrong = [place for place in places if [near.id for near in nearest(place)] != brute.nearest(place, 5)]
    assert wrong == []


def _at(factory: Facility) -> NewFacility:
    return new_facility(LonLat(factory.position.x, factory.position.y))
