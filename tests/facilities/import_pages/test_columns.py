"""The second step of a generic load: columns with sample values, mapped to fields; mappings as files."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client

from facilities import jobs
from facilities.import_pages.columns import ColumnForm
from facilities.import_pages.kept_files import keep, safe_name
from facilities.import_pages.likeness import suggested
from facilities.models import ImportRun
from geo.errors import NotFound
from tests.builders_imports import a_file, a_run, a_steward

SHOPS = """รหัส,ชื่อร้าน,ตำบล,จังหวัด,Latitude,Longitude,หมายเหตุ
A1,ร้านหนึ่ง,ท่าตูม,ปราจีนบุรี,13.9,101.6,
A2,ร้านสอง,ท่าตูม,ปราจีนบุรี,13.8,101.5,ใหม่
"""


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (["DISPFACREG", "FNAME", "LAT", "LNG"], {"DISPFACREG": "number", "FNAME": "name", "LAT": "lat", "LNG": "lon"}),
        (["ละติจูด", "ลองติจูด"], {"ละติจูด": "lat", "ลองติจูด": "lon"}),
        (["ชื่อ โรงงาน", "ชื่อผู้ประกอบการ"], {"ชื่อ โรงงาน": "name", "ชื่อผู้ประกอบการ": "operator"}),
        (["longitute"], {"longitute": "lon"}),
        (["ชื่อ", "ชื่อโรงงาน"], {"ชื่อ": "name"}),
        (["สีของหลังคา", "xyz"], {}),
    ],
)
def test_fields_are_suggested_by_likeness_of_names(columns: list[str], expected: dict[str, str]) -> None:
    assert suggested(columns) == expected


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a.csv", "a.csv"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("ก" * 99 + ".xlsx", "ก" * 65 + ".xlsx"),
        ("\0", "_"),
    ],
)
def test_a_files_name_can_be_stored(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_what_others_left_behind_is_cleared_after_a_day(settings: Any, tmp_path: Path) -> None:
    settings.STATE_DIR = tmp_path
    old = keep("old.csv", [b"a"], user_id=1, now_s=0)
    keep("new.csv", [b"a"], user_id=1, now_s=old.path.parent.stat().st_mtime + 25 * 3600)
    assert not old.path.exists()


def test_a_mapping_keeps_what_the_page_cannot_show() -> None:
    given = {
        "columns": {"รหัส": "id", "เปิด": {"field": "status", "values": {"ใช่": "operating"}}},
        "constants": {"kind": "sme", "province": "ระยอง"},
    }
    form = ColumnForm.of_mapping(["รหัส", "เปิด"], given)
    mapping = form.mapping()
    assert mapping is not None
    assert mapping["columns"]["เปิด"] == {"field": "status", "values": {"ใช่": "operating"}}
    assert mapping["constants"] == {"kind": "sme", "province": "ระยอง"}


@pytest.fixture
def steward(client: Client, db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Logged in, in English; nothing is handed to a worker."""
    settings.STATE_DIR, settings.SNAPSHOT_DIR = tmp_path, tmp_path / "snapshots"
    monkeypatch.setattr(jobs, "enqueue", lambda run: None)
    client.force_login(a_steward())
    client.cookies["django_language"] = "en"
    return client


def sent(client: Client, **fields: str) -> str:
    """Sends the shops; the address of their columns."""
    data = {"profile": "generic", "file": a_file("shops.csv", SHOPS.encode()), **fields}
    path: str = client.post("/facilities/imports/new/", data).url
    return path


def chosen(**changes: str) -> dict[str, str]:
    """The columns of the shops as they should be, by place."""
    fields = ["id", "name", "subdistrict", "province", "lat", "lon", ""]
    return {**{f"field-{at}": name for at, name in enumerate(fields)}, "kind": "sme", **changes}


def test_the_columns_are_shown_with_samples_and_suggestions(steward: Client) -> None:
    html = steward.get(sent(steward)).content.decode()
    assert "ร้านหนึ่ง" in html
    assert '<option value="lat" selected>' in html
    assert ImportRun.objects.count() == 0


def test_mapped_columns_become_a_run(steward: Client, tmp_path: Path) -> None:
    path = sent(steward, then="apply", reason="from the province")
    response = steward.post(path, chosen(do="begin", crs="EPSG:4326"))
    run = ImportRun.objects.get()
    assert response.url == f"/facilities/imports/{run.pk}/"
    assert run.mapping["columns"]["ชื่อร้าน"] == "name"
    assert run.mapping["constants"] == {"kind": "sme"}
    assert (run.wants_apply, run.reason) == (True, "from the province")
    assert list((tmp_path / "uploads").glob("*")) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"field-6": "name"}, "One column only can be: Name"),
        ({"field-5": ""}, "Latitude and longitude are chosen together"),
        ({"field-0": ""}, "Choose the column that names a row"),
        ({"source": "มี ช่องว่าง"}, "mapping cannot be used"),
        ({"crs": "EPSG:0"}, "mapping cannot be used"),
    ],
)
def test_a_mapping_that_cannot_be_is_said(steward: Client, changes: dict[str, str], words: str) -> None:
    response = steward.post(sent(steward), chosen(do="begin", **changes))
    assert response.status_code == 400
    assert words in response.content.decode() or changes.keys() & {"source", "crs"}
    assert ImportRun.objects.count() == 0


def test_a_mapping_is_taken_away_and_brought_back(steward: Client) -> None:
    path = sent(steward)
    taken = steward.post(path, chosen(do="download")).content
    assert yaml.safe_load(taken)["columns"]["รหัส"] == "id"
    changed = taken.replace(b"operator", b"name").replace("ชื่อร้าน: name".encode(), "หมายเหตุ: name".encode())
    html = steward.post(path, {"do": "upload", "mapping": a_file("m.yaml", changed)}).content.decode()
    assert 'name="field-6"' in html
    assert '<option value="name" selected>' in html.split('name="field-6"')[1]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"a: [", b"columns: {x: nothing}", b"- 1", b"a" * 70_000])
def test_a_mapping_file_that_cannot_be_read_is_said(steward: Client, content: bytes) -> None:
    file = a_file("m.yaml", content) if content else ""
    response = steward.post(sent(steward), {"do": "upload", "mapping": file})
    assert response.status_code == 400
    assert "There is something to correct" in response.content.decode()


def test_a_file_is_shown_to_its_sender_only(steward: Client) -> None:
    path = sent(steward)
    steward.force_login(a_steward("other"))
    assert steward.get(path).status_code == 404
    assert steward.get("/facilities/imports/new/../../").status_code == 404


def test_a_runs_mapping_can_be_downloaded(steward: Client) -> None:
    run = a_run(profile="generic", mapping={"columns": {"รหัส": "id"}})
    assert steward.get(f"/facilities/imports/{run.pk}/mapping.yaml").content.decode() == "columns:\n  รหัส: id\n"
    assert steward.get(f"/facilities/imports/{a_run().pk}/mapping.yaml").status_code == 404


def test_nobody_guesses_a_token(settings: Any, tmp_path: Path) -> None:
    from facilities.import_pages.kept_files import kept

    settings.STATE_DIR = tmp_path
    for token in ("1-../../x", "1-" + "a" * 24, "../1", ""):
        with pytest.raises(NotFound):
            kept(token, user_id=1)
