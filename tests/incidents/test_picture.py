"""A picture at the door: told by its content, encoded anew, nothing carried along but what it shows."""

from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from geo.errors import BadInput
from incidents import picture
from incidents.picture import encode_anew, look_of
from tests.builders_photos import a_file, a_picture, an_exif


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_every_kind_becomes_a_jpeg_of_the_same_size(kind: str) -> None:
    found = encode_anew(a_file(kind=kind))
    assert found.jpeg.startswith(b"\xff\xd8\xff")
    assert (found.width, found.height) == (320, 240)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "ICO"])
def test_the_content_decides_and_not_the_name(kind: str) -> None:
    with pytest.raises(BadInput):
        encode_anew(a_file(kind=kind))


def test_place_and_time_are_read_and_then_gone() -> None:
    found = encode_anew(a_file(exif=an_exif()))
    assert found.taken_at == datetime(2026, 3, 12, 2, 0, tzinfo=UTC)
    assert found.taken_where is not None
    assert (found.taken_where.lat, found.taken_where.lon) == pytest.approx((13.5234, 101.5123), abs=1e-6)
    again = Image.open(BytesIO(found.jpeg))
    assert dict(again.getexif()) == {}
    assert "exif" not in again.info
    assert "ทดสอบ".encode() not in found.jpeg


@pytest.mark.parametrize(("lat", "lon"), [(0.0, 0.0), (48.1, 11.5), (None, 0.0)])
def test_no_place_is_offered_outside_thailand(lat: float | None, lon: float) -> None:
    assert encode_anew(a_file(exif=an_exif(lat=lat, lon=lon))).taken_where is None


@pytest.mark.parametrize("at", ["", "0000:00:00 00:00:00", "yesterday", "2026:13:40 99:00:00"])
def test_a_clock_that_was_never_set_tells_no_time(at: str) -> None:
    assert encode_anew(a_file(exif=an_exif(at=at))).taken_at is None


def test_a_picture_taken_sideways_stands_upright() -> None:
    found = encode_anew(a_file(exif=an_exif(orientation=6)))
    assert (found.width, found.height) == (240, 320)


def test_a_large_picture_is_made_smaller() -> None:
    found = encode_anew(a_file(a_picture(5000, 2500)))
    assert (found.width, found.height) == (2048, 1024)


def test_what_is_transparent_becomes_white() -> None:
    found = encode_anew(a_file(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), kind="PNG"))
    assert Image.open(BytesIO(found.jpeg)).getpixel((5, 5)) == (255, 255, 255)


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "_MOST_PIXELS_ELSE", 10_000)
    with pytest.raises(BadInput):
        encode_anew(a_file(a_picture(200, 100), kind="PNG"))


def test_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "MOST_BYTES", 100)
    with pytest.raises(BadInput):
        encode_anew(a_file())


@settings(max_examples=60, deadline=None)
@given(kind=st.sampled_from(["JPEG", "PNG", "WEBP"]), at=st.floats(0, 1), damage=st.binary(max_size=40))
def test_damaged_files_are_read_or_refused_and_nothing_else(kind: str, at: float, damage: bytes) -> None:
    good = a_file(a_picture(64, 48), kind=kind, exif=an_exif())
    cut = int(len(good) * at)
    with suppress(BadInput):
        assert encode_anew(good[:cut] + damage + good[cut + len(damage) :]).jpeg


def test_the_look_survives_scaling_and_tells_pictures_apart() -> None:
    def apart(first: Image.Image, second: Image.Image) -> int:
        return (int(look_of(first), 16) ^ int(look_of(second), 16)).bit_count()

    one = a_picture(640, 480, seed=1)
    assert apart(one, Image.open(BytesIO(a_file(one.resize((200, 150)), quality=40)))) <= 5
    assert apart(one, a_picture(640, 480, seed=2)) > 12
