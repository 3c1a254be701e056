"""Pictures kept for reports: where they lie, whose they are, which were used before."""

import errno
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from geo.errors import BadInput, Unavailable
from incidents import photos
from incidents.models import Photo, PhotoKind
from incidents.photos import attach, erase_files, file_of, reused, take_in
from tests.builders_incidents import NOW, a_report
from tests.builders_photos import a_file, a_picture, an_exif

pytestmark = pytest.mark.usefixtures("country")


@pytest.fixture(autouse=True)
def own_photos(settings: Any, tmp_path: Path) -> None:
    """Files of this test's own."""
    settings.PHOTO_DIR = tmp_path / "photos"


def taken_in(data: bytes | None = None, kind: PhotoKind = PhotoKind.REPORT) -> Photo:
    """One picture, loose."""
    return take_in(BytesIO(data or a_file(exif=an_exif())), kind=kind, actor_label="public", now=NOW)


def test_a_picture_is_kept_outside_the_database_under_a_name_nobody_can_guess() -> None:
    photo = taken_in()
    assert file_of(photo).read_bytes().startswith(b"\xff\xd8")
    assert file_of(photo).stat().st_size == photo.size_bytes
    assert photo.report is None
    assert photo.offered_place is not None


def test_what_is_no_picture_leaves_nothing_behind(settings: Any) -> None:
    with pytest.raises(BadInput):
        taken_in(b"%PDF-1.7 not a picture")
    assert not Photo.objects.exists()
    assert not list(Path(settings.PHOTO_DIR).rglob("*.jpg"))


def test_attached_pictures_belong_to_one_report_and_forget_where_they_were_taken() -> None:
    photo, report = taken_in(), a_report()
    attach(report, [photo.token])
    attach(report, [photo.token])
    photo.refresh_from_db()
    assert (photo.report, photo.offered_place) == (report, None)
    with pytest.raises(BadInput) as caught:
        attach(a_report(), [photo.token])
    assert str(photo.token) in str(caught.value.fields["value"])


def test_all_pictures_are_attached_or_none() -> None:
    photo, report = taken_in(), a_report()
    with pytest.raises(BadInput):
        attach(report, [photo.token, uuid4()])
    assert not report.photos.exists()


def test_the_same_file_and_the_same_look_are_found_again() -> None:
    one = taken_in(a_file(a_picture(seed=3)))
    same_file = taken_in(a_file(a_picture(seed=3)))
    smaller = taken_in(a_file(a_picture(200, 150, seed=3), quality=50))
    taken_in(a_file(a_picture(seed=4)))
    assert {found.token for found in reused(one)} == {same_file.token, smaller.token}


def test_pictures_of_the_dark_are_not_all_the_same() -> None:
    dark = [taken_in(a_file(a_picture(seed=5).point(lambda level: 0), quality=quality)) for quality in (60, 90)]
    assert reused(dark[0]) == []


def test_a_flood_of_loose_pictures_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "MOST_LOOSE_PER_HOUR", 1)
    taken_in()
    with pytest.raises(Unavailable):
        taken_in()
    taken_in(kind=PhotoKind.PROOF)


def test_files_go_with_their_rows() -> None:
    photo = taken_in()
    erase_files([photo, photo])
    assert not file_of(photo).exists()


def test_a_full_disk_refuses_the_picture_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    def full(path: Path, data: bytes) -> int:
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Unavailable):
        taken_in()
    assert not Photo.objects.exists()
    assert not [path for path in Path(settings.PHOTO_DIR).rglob("*") if path.is_file()]
