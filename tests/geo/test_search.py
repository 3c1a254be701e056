"""The search box finds areas by name and places by coordinates."""

import pytest
from django.utils import translation

from geo import search
from geo.bbox import Bbox
from geo.finders import find_areas, find_coordinates
from geo.layers import Viewer
from geo.models import Level
from tests.builders_geo import an_area, an_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def prachin_buri() -> None:
    an_edition(
        an_area("25", name_th="ปราจีนบุรี", name_en="Prachin Buri"),
        an_area("23", west=101, name_th="ตราด", name_en="Trat"),
    )
    an_edition(
        an_area("2501", size=0.5, name_th="เมืองปราจีนบุรี", name_en="Mueang Prachin Buri"),
        an_area("2508", west=100.5, size=0.5, name_th="ศรีมหาโพธิ", name_en="Si Maha Phot"),
        level=Level.DISTRICT,
    )
    an_edition(an_area("250801", size=0.2, name_th="ศรีมหาโพธิ", name_en="Si Maha Phot"), level=Level.SUBDISTRICT)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("ปราจีน", ["จังหวัดปราจีนบุรี", "อำเภอเมืองปราจีนบุรี"]),
        ("จ. ปราจีนบุรี", ["จังหวัดปราจีนบุรี"]),
        ("ศรีมหาโพธิ", ["อำเภอศรีมหาโพธิ", "ตำบลศรีมหาโพธิ"]),
        ("ต.ศรีมหาโพธิ", ["ตำบลศรีมหาโพธิ"]),
        ("prachin", ["จังหวัดปราจีนบุรี", "อำเภอเมืองปราจีนบุรี"]),
        ("ไม่มี", []),
        ("%", []),
        ("|", []),
    ],
)
def test_areas_are_found_by_part_of_their_name(prachin_buri: None, text: str, titles: list[str]) -> None:
    assert [hit.title for hit in find_areas(text, Viewer(), 10)] == titles


def test_a_hit_says_what_lies_above_and_where_it_is(prachin_buri: None) -> None:
    hit = find_areas("ต.ศรีมหาโพธิ", Viewer(), 10)[0]
    assert hit.detail == "อำเภอศรีมหาโพธิ, จังหวัดปราจีนบุรี"
    assert hit.place is not None
    assert (hit.place.lon, hit.place.lat) == pytest.approx((100.1, 13.1), abs=0.1)


def test_an_area_brings_its_extent_and_its_code(prachin_buri: None) -> None:
    (hit,) = find_areas("ตราด", Viewer(), 10)
    assert (hit.id, hit.bounds) == ("23", Bbox(101.0, 13.0, 102.0, 14.0))


def test_hits_are_in_the_language_of_the_page(prachin_buri: None) -> None:
    with translation.override("en"):
        (hit,) = find_areas("ตราด", Viewer(), 10)
    assert hit.title == "Trat"


def test_coordinates_are_one_sure_hit() -> None:
    (hit,) = find_coordinates("๑๓.๗๘๗, ๑๐๑.๖๕๑", Viewer(), 10)
    assert (hit.kind, hit.title, hit.score) == ("coordinates", "13.787000, 101.651000", 1.0)
    assert find_coordinates("ปราจีนบุรี", Viewer(), 10) == []


def test_metres_without_a_zone_are_offered_in_each_zone() -> None:
    with translation.override("en"):
        details = [hit.detail for hit in find_coordinates("450000 1800000", Viewer(), 10)]
    assert details == ["Read as metres of UTM zone 47 on WGS84", "Read as metres of UTM zone 48 on WGS84"]


def test_coordinates_abroad_are_the_only_answer_and_lead_nowhere(prachin_buri: None) -> None:
    with translation.override("en"):
        (hit,) = search.find("51.5, 0.12", Viewer())
    assert (hit.title, hit.place, hit.url) == ("51.500000, 0.120000", None, "")
    assert hit.detail.startswith("Outside Thailand")


def test_coordinates_settle_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_finders", dict(search._finders))
    search.register("anything", lambda text, viewer, limit: [search.Hit("facility", "unrelated", "", 1.0)])
    assert [hit.kind for hit in search.find("13.787, 101.651", Viewer())] == ["coordinates"]
