"""Facilities are found by half a name and by a number in any writing."""

import pytest

from facilities.models import Facility
from facilities.new_facility import NewLicence
from geo.layers import Viewer
from geo.search import find
from tests.builders_facilities import HERE, new_facility, register_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def register() -> None:
    """A rice mill among others."""
    register_all(
        [
            new_facility(name_th="โรงสีข้าวรุ่งเรือง", licences=(NewLicence("จ3-9(1)-100/51ปจ"),), operator_th=""),
            new_facility(name_th="ผลิตน้ำแข็งสมบูรณ์", licences=(NewLicence("10180000125417"),), operator_th=""),
        ]
    )


@pytest.mark.parametrize(
    "text",
    [
        "โรงสีข้าวรุ่งเรือง",
        "รุ่งเรือง",
        "โรงสีข้าว รุ่งเรือง",
        "โรงสีข้าวรุ่งเรื่อง",
        "จ3-9(1)-100/51ปจ",
        "๓-๙(๑)-๑๐๐/๕๑",
        '="จ 3-9(1)-100/51ปจ"',
        "39110051",
    ],
)
@pytest.mark.usefixtures("register")
def test_any_writing_finds_the_mill_first(text: str) -> None:
    assert Facility.objects.search(text)[0].name_th == "โรงสีข้าวรุ่งเรือง"


@pytest.mark.usefixtures("register")
def test_a_whole_number_scores_highest() -> None:
    assert Facility.objects.search("จ3-9(1)-100/51ปจ")[0].score == 1.0
    assert 0 < Facility.objects.search("รุ่งเรือง")[0].score < 1


@pytest.mark.parametrize("text", ["", "   ", "zzzz", "%", "_" * 300])
@pytest.mark.usefixtures("register")
def test_nothing_is_found_for_nothing(text: str) -> None:
    assert list(Facility.objects.search(text)) == []


def test_a_number_is_found_among_a_thousand_that_contain_it() -> None:
    register_all(new_facility(licences=(NewLicence(f"จ3-9(1)-{number}/51ปจ"),)) for number in range(1000, 2000))
    register_all([new_facility(name_th="ตัวจริง", licences=(NewLicence("3-9(1)-1/51"),))])
    assert Facility.objects.search("3-9(1)-1/51")[0].name_th == "ตัวจริง"


@pytest.mark.usefixtures("register")
def test_the_search_box_leads_to_the_dossier() -> None:
    hit = next(hit for hit in find("รุ่งเรือง", Viewer()) if hit.kind == "facility")
    assert (hit.title, hit.layer, hit.place) == ("โรงสีข้าวรุ่งเรือง", "facilities", HERE)
    assert hit.url == f"/facilities/{hit.id}/"
