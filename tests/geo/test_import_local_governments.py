"""Local governments come in from a file: dry by default, each row judged, each with its office."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from geo.local.reading import kind_of
from geo.models import Change, LocalGovernment, LocalKind, Office
from tests.builders_geo import an_area, an_edition

pytestmark = pytest.mark.django_db


def a_row(code: str = "25001", west: float = 101.2, **changes: Any) -> dict[str, Any]:
    """A municipality that is a square of a tenth of a degree."""
    east = west + 0.1
    ring = [[west, 13.2], [east, 13.2], [east, 13.3], [west, 13.3], [west, 13.2]]
    geometry = changes.pop("geometry", {"type": "Polygon", "coordinates": [ring]})
    names = {"code": code, "name_th": "เทศบาลเมืองทดสอบ", "name_en": "Test Town", **changes}
    return {"type": "Feature", "properties": names, "geometry": geometry}


def loaded(folder: Path, *rows: dict[str, Any], apply: bool = True) -> str:
    """What the command says of a file with these rows."""
    file = folder / "local.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": list(rows)}), encoding="utf-8")
    out = io.StringIO()
    call_command("import_local_governments", file, apply=apply, stdout=out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def country(db: None) -> None:
    an_edition(an_area("25", west=101))


def test_nothing_is_written_without_apply(tmp_path: Path) -> None:
    said = loaded(tmp_path, a_row(), apply=False)
    assert "1 new" in said
    assert "Nothing was written" in said
    assert not LocalGovernment.objects.exists()


def test_each_gets_an_office_and_its_province_by_place(tmp_path: Path) -> None:
    loaded(tmp_path, a_row(), a_row("20001", 101.5, name_th="เมืองพัทยา", province_code="20"))
    kinds = dict(LocalGovernment.objects.values_list("code", "kind"))
    assert kinds == {"25001": LocalKind.MUNICIPALITY, "20001": LocalKind.PATTAYA}
    office = Office.objects.get(code="lg-25001")
    assert (office.name_th, office.province_code, office.kind) == ("เทศบาลเมืองทดสอบ", "25", "local")
    assert Office.objects.get(code="lg-20001").province_code == "20"


def test_twice_is_once_and_a_change_is_recorded(tmp_path: Path) -> None:
    loaded(tmp_path, a_row())
    assert "1 as they were" in loaded(tmp_path, a_row())
    assert "1 changed" in loaded(tmp_path, a_row(name_th="เทศบาลนครทดสอบ"))
    assert Change.objects.filter(action="local_government.loaded").count() == 2
    assert Office.objects.get(code="lg-25001").name_th == "เทศบาลนครทดสอบ"


def test_bad_rows_are_named_and_good_ones_stay(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [101.3, 13.3]}
    rows = (a_row(), a_row(), a_row("x y"), a_row("25003", name_th="บ้านทดสอบ"), a_row("25004", geometry=point))
    said = loaded(tmp_path, *rows)
    for row, words in ((2, "duplicate code"), (3, "ASCII"), (4, "neither kind nor name"), (5, "not polygonal")):
        assert any(line.startswith(f"row {row} ") and words in line for line in said.splitlines())
    assert LocalGovernment.objects.count() == 1


def test_a_file_without_names_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "local.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [{**a_row(), "properties": {"id": 1}}]}))
    with pytest.raises(CommandError, match="code"):
        call_command("import_local_governments", file)


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (("", "เทศบาลตำบลทดสอบ"), "municipality"),
        (("", "องค์การบริหารส่วนตำบลทดสอบ"), "sao"),
        (("อบต.", "ทดสอบ"), "sao"),
        (("pattaya", "ทดสอบ"), "pattaya"),
        (("", "ทดสอบ"), None),
    ],
)
def test_the_kind_is_stated_or_said_by_the_name(texts: tuple[str, str], kind: str | None) -> None:
    assert kind_of(*texts) == kind
