"""The public form without a script: pictures, places in words, and nothing typed is lost."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from geo.allowance import Allowance
from geo.models import PositionMethod
from incidents import form_api
from incidents.models import Photo, Report
from tests.builders_incidents import CHACHOENGSAO, a_factory
from tests.builders_photos import a_file, a_picture

pytestmark = pytest.mark.usefixtures("country")

GOOD = {"category": "odour", "description": "กลิ่นแรง", "place": "อ.ศรีมหาโพธิ จ.ปราจีนบุรี"}


@pytest.fixture(autouse=True)
def own_photos(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files and allowances of this test's own."""
    settings.PHOTO_DIR = tmp_path / "photos"
    monkeypatch.setattr("incidents.pages.arriving.PHOTOS", Allowance(100, 60))
    monkeypatch.setattr(form_api, "PHOTOS", Allowance(100, 60))


def pictures(count: int) -> list[SimpleUploadedFile]:
    """Files as a browser sends them."""
    return [SimpleUploadedFile(f"{n}.jpg", a_file(a_picture(seed=n)), "image/jpeg") for n in range(count)]


def test_pictures_come_along_with_the_page() -> None:
    assert Client().post("/report/", {**GOOD, "photos": pictures(2)}).status_code == 302
    assert Report.objects.get().photos.count() == 2


def test_pictures_are_kept_where_something_else_is_wrong() -> None:
    client = Client()
    page = client.post("/report/", {**GOOD, "description": "", "photos": pictures(2)})
    tokens = re.findall(r'name="photo" value="([0-9a-f-]{36})" checked', page.content.decode())
    assert (page.status_code, len(tokens)) == (400, 2)
    assert client.post("/report/", {**GOOD, "photo": tokens[:1]}).status_code == 302
    assert [str(photo.token) for photo in Report.objects.get().photos.all()] == tokens[:1]


def test_a_sixth_picture_is_not_taken() -> None:
    Client().post("/report/", {**GOOD, "photos": pictures(6)})
    assert Photo.objects.count() == 5


def test_a_file_that_is_no_picture_is_said_beside_the_field() -> None:
    page = Client().post("/report/", {**GOOD, "photos": SimpleUploadedFile("x.jpg", b"%PDF")})
    assert page.status_code == 400
    assert 'id="photos-error"' in page.content.decode()
    assert not Report.objects.exists()


def test_a_picture_that_was_forgotten_is_asked_for_again() -> None:
    page = Client().post("/report/", {**GOOD, "photo": "7b0c1f36-9d2f-4c1e-8a55-0d4f6a1b2c3d"})
    assert page.status_code == 400
    assert "กลิ่นแรง" in page.content.decode()


def test_words_for_the_place_are_kept_with_their_radius() -> None:
    Client().post("/report/", GOOD)
    report = Report.objects.get()
    assert (report.place_text, report.position_method) == (GOOD["place"], PositionMethod.CENTROID)


def test_several_places_are_offered_and_the_chosen_one_counts() -> None:
    a_factory(key="1", name_th="โรงแป้งมันร่มเย็น")
    a_factory(CHACHOENGSAO, key="2", name_th="โรงแป้งมันร่มเย็น")
    client = Client()
    page = client.post("/report/", {**GOOD, "place": "โรงแป้งมันร่มเย็น"})
    picks = re.findall(r'type="radio" name="pick" value="([^"]+)"', page.content.decode())
    assert (page.status_code, sorted(picks)) == (400, ["100.500000,13.500000", "101.500000,13.500000"])
    client.post("/report/", {**GOOD, "place": "โรงแป้งมันร่มเย็น", "pick": picks[0]})
    report = Report.objects.get()
    assert (f"{report.position.x:.6f},{report.position.y:.6f}", report.place_text) == (picks[0], "โรงแป้งมันร่มเย็น")


@pytest.mark.parametrize("pick", ["nonsense", "1,2,3", "999,13", ","])
def test_a_pick_that_cannot_be_read_leaves_the_words(pick: str) -> None:
    Client().post("/report/", {**GOOD, "pick": pick})
    assert Report.objects.get().position_method == PositionMethod.CENTROID


def test_where_the_device_was_is_kept_apart_from_the_place() -> None:
    device = {"device_lon": "101.6", "device_lat": "13.6", "device_accuracy_m": "12"}
    Client().post("/report/", {**GOOD, **device, "pick": "101.5,13.5"})
    report = Report.objects.get()
    assert (report.position.x, report.contact.device_position.x, report.contact.device_accuracy_m) == (101.5, 101.6, 12)


def test_the_forms_own_worker_takes_itself_off_the_devices_that_have_it() -> None:
    answer = Client().get("/report/worker.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert "registration.unregister()" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
