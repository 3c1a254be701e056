"""A selection is read from an address, refuses what it does not know, and writes the address again."""

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon
from django.http import QueryDict
from django.utils import timezone

from facilities.api_parameters import NAMES
from facilities.filters import BY_NAME
from facilities.models import Estate, Facility, Matter, WorkItem
from facilities.new_facility import NewActivity, NewCertificate, NewFactory, NewLicence
from facilities.selection import Selection, refuse_unknown
from geo.coordinates import LonLat
from geo.errors import BadInput
from geo.layers import Viewer
from geo.models import Level
from geo.offices import load_offices
from tests.builders_facilities import HERE, new_facility, registered
from tests.builders_geo import an_area, an_edition

pytestmark = pytest.mark.django_db


def select(query: str) -> Selection:
    """The selection that an address asks for."""
    return Selection.parse(QueryDict(query), Viewer())


def names(query: str) -> set[str]:
    """What it holds."""
    return {facility.name_th for facility in select(query).queryset()}


@pytest.fixture
def register() -> None:
    """Five sites that differ in everything that can be chosen."""
    load_offices()
    mill, *_ = registered(
        new_facility(
            name_th="โรงสี",
            position_method="surveyed",
            subdistrict_code="250105",
            activities=(NewActivity(9, 1), NewActivity(14)),
        ),
        new_facility(
            LonLat(100.79, 13.76),
            name_th="เคมี",
            status="stopped",
            province_code="10",
            subdistrict_th="",
            district_th="ลาดกระบัง",
            estate_name_th="นิคมลาดกระบัง",
            licences=(NewLicence("น.42-1/2548-นลบ."),),
            activities=(NewActivity(42),),
            factory=NewFactory(factory_class=2),
        ),
        new_facility(
            LonLat(100.5, 13.7),
            name_th="กลึง",
            status="struck_off",
            province_code="10",
            position_method="centroid",
            error_radius_m=3000.0,
            licences=(NewLicence("3-63(2)-75/22"),),
            activities=(NewActivity(64, 2),),
        ),
        new_facility(
            None,
            name_th="หินปูน",
            kind="mine",
            province_code="19",
            licences=(NewLicence("21001/15002"),),
            activities=(),
            factory=None,
        ),
        new_facility(
            LonLat(101.0, 13.0),
            name_th="ทอผ้า",
            kind="sme",
            status="unknown",
            province_code="20",
            position_method="repaired",
            licences=(),
            activities=(),
            factory=None,
            certificates=(NewCertificate(scheme="tcps", number="มผช. 17/2560"),),
        ),
    )
    WorkItem.objects.create(facility=mill, matter=Matter.OUTSIDE, found_at=timezone.now())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "โรงสี เคมี กลึง หินปูน ทอผ้า"),
        ("kind=", "โรงสี เคมี กลึง หินปูน ทอผ้า"),
        ("kind=mine", "หินปูน"),
        ("kind=mine&kind=sme", "หินปูน ทอผ้า"),
        ("status=stopped&status=struck_off", "เคมี กลึง"),
        ("kind=factory&status=stopped", "เคมี"),
        ("class=2", "เคมี"),
        ("class=1&class=3", "โรงสี กลึง"),
        ("type=9", "โรงสี"),
        ("type=9(1)", "โรงสี"),
        ("type=9(2)", ""),
        ("type=๖๔ (๒)", "กลึง"),
        ("type=14&type=42", "โรงสี เคมี"),
        ("hazard=yes", "เคมี"),
        ("area=10", "เคมี กลึง"),
        ("province=10", "เคมี กลึง"),
        ("area=จ.ปราจีนบุรี", "โรงสี"),
        ("area=Chon Buri", "ทอผ้า"),
        ("area=2501", "โรงสี"),
        ("area=250105", "โรงสี"),
        ("area=กรุงเทพมหานคร", "เคมี กลึง"),
        ("area=ลาดกระบัง", "เคมี"),
        ("area=เขตลาดกระบัง", "เคมี"),
        ("office=pio-25", "โรงสี"),
        ("office=diw", "กลึง"),
        ("office=ieat", "เคมี"),
        ("office=dpim", "หินปูน"),
        ("office=tisi", "ทอผ้า"),
        ("office=PIO-19&office=ieat", "หินปูน เคมี"),
        ("position=surveyed", "โรงสี"),
        ("position=stated", "เคมี"),
        ("position=repaired", "ทอผ้า"),
        ("position=approximate", "กลึง"),
        ("position=none", "หินปูน"),
        ("position=outside", "โรงสี"),
        ("certificate=tcps", "ทอผ้า"),
        ("certificate=tis", ""),
        ("estate=นิคมลาดกระบัง", "เคมี"),
        ("bbox=100.4,13.6,100.6,13.8", "กลึง"),
        ("near=100.5,13.7", "กลึง"),
        ("near=100.5,13.7,40000", "กลึง เคมี"),
        ("find=เคมี", "เคมี"),
        ("find=21001&kind=mine", "หินปูน"),
        ("find=21001&kind=sme", ""),
        ("find=เคมี&status=operating", ""),
    ],
)
@pytest.mark.usefixtures("register")
def test_a_filter_leaves(query: str, found: str) -> None:
    assert names(query) == set(found.split())


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("kind=x", "kind"),
        ("kind=mine&kind=x", "kind"),
        ("status=x", "status"),
        ("class=4", "class"),
        ("type=108", "type"),
        ("type=0", "type"),
        ("type=9(", "type"),
        ("type=ก", "type"),
        ("hazard=maybe", "hazard"),
        ("area=99", "area"),
        ("area=1", "area"),
        ("area=\u200b", "area"),
        ("area=อำเภอ", "area"),
        ("area=|", "area"),
        ("estate=\u200b", "estate"),
        ("province=99", "area"),
        ("office=moi", "office"),
        ("office=pio-10", "office"),
        ("office=x", "office"),
        ("position=x", "position"),
        ("certificate=x", "certificate"),
        ("estate=ไม่มีนิคมนี้", "estate"),
        ("estate=999", "estate"),
        ("bbox=1,2,3", "bbox"),
        ("bbox=a,b,c,d", "bbox"),
        ("bbox=nan,1,2,3", "bbox"),
        ("bbox=101,13,100,14", "bbox"),
        ("near=100.5", "near"),
        ("near=100.5,13.7,0", "near"),
        ("near=100.5,13.7,nan", "near"),
        ("near=200,13.7", "near"),
        ("near=100,13,1,2", "near"),
        ("find=" + "ก" * 201, "find"),
        ("&".join(f"type={number}" for number in range(1, 42)), "type"),
    ],
)
@pytest.mark.usefixtures("register")
def test_a_wrong_value_is_refused_by_name(query: str, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        select(query)
    assert refused.value.fields["field"] == field
    assert refused.value.detail.startswith(f"{field}: ")


@pytest.mark.parametrize(
    "query", ["find=โรงสี&kind=mine&kind=sme&type=9%281%29&area=10&near=100.5,13.7", "bbox=100,13,101,14&office=pio-25"]
)
@pytest.mark.usefixtures("register")
def test_its_address_restores_it(query: str) -> None:
    selection = select(query)
    again = select(selection.address().removeprefix("?"))
    assert again.address() == selection.address()
    assert [choice.value for choice in again.choices] == [choice.value for choice in selection.choices]


def test_one_value_is_taken_back() -> None:
    selection = select("find=ก&kind=mine&kind=sme")
    assert selection.without(selection.choices[0]).address() == "?find=%E0%B8%81&kind=sme"


def test_an_area_is_known_by_code_and_name_where_its_boundaries_are() -> None:
    an_edition(an_area("2502", name_th="กบินทร์บุรี", name_en="Kabin Buri"), level=Level.DISTRICT)
    registered(
        new_facility(name_th="ตามรหัส", subdistrict_code="250203", district_th="", subdistrict_th=""),
        new_facility(name_th="ตามชื่อ", subdistrict_code="", district_th="กบินทร์บุรี"),
        new_facility(name_th="ที่อื่น", subdistrict_code="250301", district_th="นาดี"),
    )
    for said in ("2502", "กบินทร์บุรี", "อ.กบินทร์บุรี", "กบินทร์", "kabin buri"):
        assert names(f"area={said}") == {"ตามรหัส", "ตามชื่อ"}, said
    with pytest.raises(BadInput, match="area"):
        select("area=ไม่มีอำเภอนี้")


def test_an_estate_holds_what_states_it_and_what_stands_on_its_ground() -> None:
    ring = Polygon.from_bbox((HERE.lon - 0.01, HERE.lat - 0.01, HERE.lon + 0.01, HERE.lat + 0.01))
    estate = Estate.objects.create(
        kind="park",
        name_th="สวนอุตสาหกรรม",
        name_en="A Park",
        boundary=MultiPolygon(ring),
        source="test",
        source_key="1",
    )
    registered(
        new_facility(name_th="บนพื้นที่"),
        new_facility(LonLat(101, 13), name_th="ระบุชื่อ", estate_name_th="สวนอุตสาหกรรม"),
        new_facility(LonLat(101, 13), name_th="ที่อื่น"),
    )
    for said in (estate.pk, "สวนอุตสาหกรรม", "a park"):
        assert names(f"estate={said}") == {"บนพื้นที่", "ระบุชื่อ"}


def test_a_machine_path_refuses_what_it_does_not_know() -> None:
    refuse_unknown(QueryDict("kind=mine&limit=3"), ("limit",))
    with pytest.raises(BadInput, match="colour") as refused:
        refuse_unknown(QueryDict("kind=mine&colour=red"), ("limit",))
    assert "kind" in refused.value.fields["allowed"]


def test_the_api_describes_every_filter() -> None:
    assert set(BY_NAME) <= set(NAMES)


def test_without_anything_it_is_the_whole_register() -> None:
    registered(new_facility(), new_facility())
    assert select("").all
    assert select("utm_source=x").queryset().count() == Facility.objects.count() == 2
