"""Sending a file: what becomes a run, and what gets the form again."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.test import Client

from facilities.models import ImportRun
from tests.builders_imports import PERMIT, ROW, a_file, send

pytestmark = pytest.mark.django_db


def test_a_file_that_is_sent_becomes_a_run_that_only_compares(steward: Client, queue: list[int]) -> None:
    response = send(steward)
    run = ImportRun.objects.get()
    assert response.url == f"/facilities/imports/{run.pk}/"
    assert (run.file_name, run.wants_apply, run.started_by_label, queue) == ("permit.csv", False, "steward", [run.pk])


def test_writing_at_once_needs_a_reason(steward: Client) -> None:
    assert "it is written at once" in send(steward, then="apply").content.decode()
    send(steward, then="apply", reason="monthly feed")
    assert ImportRun.objects.get().wants_apply


def test_a_script_that_sends_is_told_where_to_go(steward: Client) -> None:
    file = a_file("permit.csv", (PERMIT + ROW).encode())
    response = steward.post(
        "/facilities/imports/new/", {"profile": "diw-permit", "file": file}, headers={"X-Asked-By": "script"}
    )
    assert response.headers["X-Go-To"] == f"/facilities/imports/{ImportRun.objects.get().pk}/"


def zip_of(name: str, content: bytes) -> bytes:
    """An archive with one member."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


BAD_FILES = {
    "nothing chosen": ("", b"", "Choose a file"),
    "empty": ("a.csv", b"", "empty"),
    "blanks": ("a.csv", b"\xef\xbb\xbf\n\n", "nothing but blank lines"),
    "another type": ("a.pdf", b"%PDF-1.7", "The file&#x27;s type is not one"),
    "an error page": ("a.csv", b"\n<!DOCTYPE html><html>502", "a web page (HTML)"),
    "a locked workbook": ("a.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + b"0" * 600, "password-protected workbook"),
    "a bomb": ("a.zip", zip_of("a.kml", b"0" * 300_000_000), "unpacks to"),
    "another profile's columns": ("a.csv", b"NAME,LAT\nx,1\n", "lacks columns"),
}


@pytest.mark.parametrize(("name", "content", "words"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_gets_the_form_again_and_is_not_kept(
    steward: Client, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    file = a_file(name, content) if name else ""
    response = steward.post("/facilities/imports/new/", {"profile": "diw-permit", "file": file})
    html = response.content.decode()
    assert (response.status_code, ImportRun.objects.count()) == (400, 0)
    assert words in html
    assert f"{name}: " in html or not content
    assert not [file for folder in ("uploads", "snapshots") for file in (tmp_path / folder).glob("*")]


def test_a_file_beyond_the_limit_is_refused(steward: Client, settings: Any) -> None:
    settings.UPLOAD_BYTES = 1000
    response = send(steward, PERMIT + ROW * 100)
    assert response.status_code == 400
    assert "permit.csv: The file is larger than" in response.content.decode()
