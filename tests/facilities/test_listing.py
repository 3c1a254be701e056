"""The list: pages by key in every order, honest counts, ways out of an empty list."""

import re

import pytest
from django.http import QueryDict
from django.test import Client

from facilities import counting, listing
from facilities.counting import Count, count
from facilities.models import Facility
from facilities.new_facility import NewLicence
from facilities.selection import Selection
from geo.coordinates import LonLat
from geo.errors import BadInput
from geo.layers import Viewer
from tests.builders_facilities import HERE, new_facility, register_all

pytestmark = pytest.mark.django_db


def page(query: str) -> listing.Listing:
    """The page of an address."""
    asked = QueryDict(query)
    return listing.listing(Selection.parse(asked, Viewer()), asked)


def walked(query: str) -> list[str]:
    """The names of all pages, one after the other."""
    shown, names = page(query), []
    while True:
        names += [facility.name_th for facility in shown.facilities]
        if not shown.next_address:
            return names
        shown = page(shown.next_address.removeprefix("?"))


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seven sites, on pages of three."""
    monkeypatch.setattr(listing, "PAGE", 3)
    names = ("ขวด", "เกลือ", "กลึง", "แก้ว", "ขวด", "โอ่ง", "อิฐ")
    register_all(
        new_facility(
            LonLat(HERE.lon, HERE.lat + (7 - place) * 0.001),
            name_th=name,
            operator_th="บริษัท รวมช่าง จำกัด",
            licences=(NewLicence(f"จ3-9(1)-{9 - place}/51ปจ"),),
        )
        for place, name in enumerate(names)
    )


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", "ขวด เกลือ กลึง แก้ว ขวด โอ่ง อิฐ"),
        ("sort=name", "กลึง เกลือ แก้ว ขวด ขวด อิฐ โอ่ง"),
        ("sort=number", "อิฐ โอ่ง ขวด แก้ว กลึง เกลือ ขวด"),
        (f"sort=distance&near={HERE.lon},{HERE.lat}", "อิฐ โอ่ง ขวด แก้ว กลึง เกลือ ขวด"),
        ("find=รวมช่าง&sort=name", "กลึง เกลือ แก้ว ขวด ขวด อิฐ โอ่ง"),
    ],
)
@pytest.mark.usefixtures("register")
def test_pages_follow_one_another_in_every_order(query: str, names: str) -> None:
    assert walked(query) == names.split()


@pytest.mark.usefixtures("register")
def test_a_search_pages_through_its_best_answers() -> None:
    found = walked("find=รวมช่าง")
    assert sorted(found) == sorted(walked(""))


@pytest.mark.parametrize("query", ["sort=size", "sort=distance", "after=x", "after=-1", "after=" + "9" * 30])
def test_a_wrong_order_or_key_is_refused(query: str) -> None:
    with pytest.raises(BadInput) as refused:
        page(query)
    assert refused.value.fields["field"] == query.partition("=")[0]


@pytest.mark.usefixtures("register")
def test_too_many_are_not_sorted_and_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "COUNTED", 5)
    shown = page("sort=name")
    assert shown.unsorted
    assert [facility.name_th for facility in shown.facilities] == ["ขวด", "เกลือ", "กลึง"]


@pytest.mark.usefixtures("register")
def test_counts_are_exact_up_to_a_number_and_then_say_that_they_are_not() -> None:
    everything = Facility.objects.all()
    assert count(everything) == Count(7)
    guess = count(everything, at_most=3)
    assert not guess.exact
    assert guess.number >= 3


@pytest.mark.usefixtures("register")
def test_an_empty_list_says_what_to_leave_out() -> None:
    ways = page("find=เกลือ&kind=mine&status=operating").loosened
    assert [(way.title, way.found.number) for way in ways] == [("เหมืองแร่", 1)]
    assert ways[0].address == "?find=%E0%B9%80%E0%B8%81%E0%B8%A5%E0%B8%B7%E0%B8%AD&status=operating"


@pytest.mark.usefixtures("register")
def test_the_page_shows_what_is_chosen_and_how_to_take_it_back(client: Client) -> None:
    html = client.get("/facilities/?kind=factory&status=operating&find=แก้ว").content.decode()
    chips = re.findall(r'<a class="chip" href="([^"]+)"', html)
    assert [chip.replace("&amp;", "&").count("=") for chip in chips] == [2, 2]
    assert re.search(r'name="kind" value="factory" checked', html)
    assert 'href="/facilities/export/?find=' in html


@pytest.mark.usefixtures("register")
def test_the_page_takes_a_fixed_number_of_statements(client: Client, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for path in ("/facilities/", "/facilities/?kind=factory&area=25&sort=name", "/facilities/?find=รวมช่าง"):
        with django_assert_max_num_queries(22):
            client.get(path)


@pytest.mark.parametrize("query", ["kind=x", "area=99", "bbox=1", "near=x", "type=200"])
def test_a_wrong_filter_has_a_page_that_says_the_rule(client: Client, query: str) -> None:
    response = client.get(f"/facilities/?{query}")
    assert response.status_code == 400
    assert "text/html" in response["Content-Type"]


@pytest.mark.usefixtures("register")
def test_words_that_tell_nothing_are_said_to_choose_none_and_list_all(client: Client) -> None:
    html = client.get("/facilities/?find=ห้างหุ้นส่วน").content.decode()
    assert "คำว่า “ห้างหุ้นส่วน” มีอยู่ในชื่อของสถานประกอบการจำนวนมาก" in html
    assert "รายการที่ตรงที่สุดอยู่บนสุด" not in html
    assert walked("find=ห้างหุ้นส่วน") == walked("")


@pytest.mark.usefixtures("register")
def test_a_link_to_everything_ends_without_a_question_mark(client: Client) -> None:
    assert 'href="/facilities/?"' not in client.get("/facilities/?kind=factory").content.decode()
