"""Pictures ahead of their report, and places understood while they are typed, over the JSON API."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from geo.allowance import Allowance
from incidents import form_api
from incidents.models import Photo, Report
from tests.builders_incidents import a_body, an_officer
from tests.builders_photos import a_file, an_exif

pytestmark = pytest.mark.usefixtures("country")


@pytest.fixture(autouse=True)
def own_photos(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files and allowances of this test's own."""
    settings.PHOTO_DIR = tmp_path / "photos"
    monkeypatch.setattr(form_api, "PHOTOS", Allowance(100, 60))


def send(client: Client, data: bytes | None = None) -> Any:
    """One picture, as a browser sends it."""
    file = SimpleUploadedFile("x.jpg", data or a_file(exif=an_exif()), "image/jpeg")
    return client.post("/api/photos", {"photo": file})


def file(client: Client, **changes: Any) -> Any:
    """One report."""
    return client.post("/api/reports", a_body(**changes), content_type="application/json")


def test_a_picture_gets_a_token_and_its_place_is_offered(client: Client) -> None:
    answer = send(client)
    said = answer.json()
    assert answer.status_code == 201
    assert said["token"] == str(Photo.objects.get().token)
    assert said["offered_place"] == {"lon": pytest.approx(101.5123), "lat": pytest.approx(13.5234)}
    assert said["taken_at"] == "2026-03-12T02:00:00+00:00"


@pytest.mark.parametrize("body", [{}, {"photo": "text"}, {"other": "x"}])
def test_a_body_without_a_picture_is_a_400(client: Client, body: dict[str, Any]) -> None:
    assert client.post("/api/photos", body).status_code == 400


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data", "multipart/form-data; boundary=x"])
def test_a_body_that_is_no_form_is_a_400(client: Client, kind: str) -> None:
    assert client.post("/api/photos", b"{}", content_type=kind).status_code == 400


def test_what_is_no_picture_names_the_rule(client: Client) -> None:
    answer = send(client, b"GIF89a")
    assert (answer.status_code, answer.json()["field"]) == (400, "photo")


def test_a_flood_from_one_address_is_told_to_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form_api, "PHOTOS", Allowance(1, 60))
    assert [send(client).status_code, send(client).status_code] == [201, 429]


def test_a_report_takes_its_pictures_along(client: Client) -> None:
    token = send(client).json()["token"]
    assert file(client, photos=[token]).status_code == 201
    assert [str(photo.token) for photo in Report.objects.get().photos.all()] == [token]


def test_a_report_that_names_a_picture_nobody_sent_is_not_filed(client: Client) -> None:
    answer = file(client, photos=[str(uuid4())])
    assert (answer.status_code, answer.json()["field"]) == (400, "photos")
    assert not Report.objects.exists()


@pytest.mark.parametrize("photos", [["x"], [str(uuid4()) for _ in range(6)], "x"])
def test_tokens_that_are_none_are_a_400(client: Client, photos: Any) -> None:
    assert file(client, photos=photos).status_code == 400


def test_a_place_in_words_files_a_report_with_its_radius(client: Client) -> None:
    said = {"place": "อ.ศรีมหาโพธิ จ.ปราจีนบุรี", "lon": None, "lat": None, "accuracy_m": None}
    assert file(client, **said).status_code == 201
    report = Report.objects.get()
    assert (report.place_text, report.position_method) == ("อ.ศรีมหาโพธิ จ.ปราจีนบุรี", "centroid")
    assert report.error_radius_m is not None
    assert report.error_radius_m > 10_000


@pytest.mark.parametrize(
    ("where", "field"),
    [({}, "lon"), ({"lon": 101.5}, "lat"), ({"place": "ที่ไหนสักแห่ง"}, "place"), ({"place": ""}, "place")],
)
def test_a_report_without_a_place_is_a_400_naming_the_rule(client: Client, where: dict[str, Any], field: str) -> None:
    body = {"category": "odour", "description": "กลิ่นแรง", **where}
    answer = client.post("/api/reports", body, content_type="application/json")
    assert (answer.status_code, answer.json()["field"]) == (400, field)


def test_where_the_device_was_goes_to_the_reporters_own_store(client: Client) -> None:
    assert file(client, accuracy_m=None, device_lon=101.6, device_lat=13.6, device_accuracy_m=12).status_code == 201
    report = Report.objects.get()
    assert (report.position.x, report.position_method) == (101.5, "stated")
    assert (report.contact.device_position.x, report.contact.device_accuracy_m) == (101.6, 12)


@pytest.mark.parametrize(
    ("text", "how", "areas"),
    [
        ("13.5, 101.5", "coordinates", "อำเภอศรีมหาโพธิ จังหวัดปราจีนบุรี"),
        ("อ.ศรีมหาโพธิ จ.ปราจีนบุรี", "address", "อำเภอศรีมหาโพธิ จังหวัดปราจีนบุรี"),
        ("ไม่มีที่นี่", "", ""),
        ("19.5, 104.5", "coordinates", ""),
    ],
)
def test_a_place_is_understood_while_it_is_typed(client: Client, text: str, how: str, areas: str) -> None:
    said = client.get("/api/understand", {"text": text}).json()
    assert (said["how"], said["areas"], said["place"] is not None) == (how, areas, areas != "")
    assert said["words"]


def test_only_officers_who_may_see_the_report_get_its_pictures(client: Client) -> None:
    token = send(client).json()["token"]
    address = f"/incidents/photos/{token}"
    client.force_login(an_officer())
    assert client.get(address).status_code == 404
    file(client, photos=[token])
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        200,
        "image/jpeg",
        "nosniff",
    )
    assert "private" in answer["Cache-Control"]
    client.logout()
    assert client.get(address).status_code == 302


def test_pictures_of_a_restricted_circle_stay_in_it(client: Client) -> None:
    token = send(client).json()["token"]
    assert file(client, category="staff_conduct", photos=[token]).status_code == 201
    client.force_login(an_officer())
    assert client.get(f"/incidents/photos/{token}").status_code == 404
    client.force_login(an_officer("view_restrictedreport", name="narrow"))
    assert client.get(f"/incidents/photos/{token}").status_code == 200
