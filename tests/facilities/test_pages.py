"""The register's pages."""

import json
import re

import pytest
from django.test import Client
from django.utils.safestring import mark_safe

from facilities import dossier_sections
from facilities.corrections import move_facility
from facilities.new_facility import NewLicence
from geo.coordinates import LonLat
from tests.builders_facilities import HERE, TESTER, new_facility, register_all, registered, square
from tests.builders_officers import an_officer

pytestmark = pytest.mark.django_db

ENGLISH = {"HTTP_COOKIE": "django_language=en"}


def text(client: Client, path: str, **headers: str) -> str:
    """The page, which must be there."""
    response = client.get(path, **headers)
    assert response.status_code == 200, path
    return response.content.decode()


def test_the_panel_is_a_fragment_with_the_true_geometry(client: Client) -> None:
    (mine,) = registered(new_facility(None, footprint=square(HERE, 0.01), name_th="เหมือง </script>"))
    html = text(client, f"/facilities/{mine.pk}/panel/")
    assert html.startswith('<article class="panel" data-title="เหมือง &lt;/script&gt;">')
    embedded = re.search(r'<script type="application/json" class="panel-geometry">(.*?)</script>', html)
    assert embedded is not None
    assert json.loads(embedded[1])["geometry"]["type"] == "MultiPolygon"
    assert f'href="/facilities/{mine.pk}/"' in html


def test_the_dossier_explains_number_and_position(client: Client) -> None:
    (mill,) = registered(new_facility(licences=(NewLicence("จ3-9(1)-1/51ปจ"),), position_method="centroid"))
    html = text(client, f"/facilities/{mill.pk}/", **ENGLISH)
    assert "Issued by the provincial industry office" in html
    assert "Centre of the stated area" in html
    assert "Do not rely on this position" in html


def test_neighbours_come_by_distance(client: Client) -> None:
    own, far, near, _beyond = registered(
        new_facility(),
        new_facility(LonLat(HERE.lon, HERE.lat + 0.008), name_th="ไกลกว่า"),
        new_facility(LonLat(HERE.lon, HERE.lat + 0.001), name_th="ใกล้กว่า"),
        new_facility(LonLat(HERE.lon, HERE.lat + 0.02), name_th="นอกระยะ"),
    )
    html = text(client, f"/facilities/{own.pk}/").split("facility-geojson")[1]
    assert html.index(near.name_th) < html.index(far.name_th)
    assert "นอกระยะ" not in html


def test_history_is_for_officers(client: Client) -> None:
    (mill,) = registered(new_facility())
    move_facility(mill, LonLat(101.7, 13.9), actor=TESTER, reason="ไปดูมาแล้ว", error_radius_m=10)
    assert "ไปดูมาแล้ว" not in text(client, f"/facilities/{mill.pk}/")
    client.force_login(an_officer())
    html = text(client, f"/facilities/{mill.pk}/")
    assert "ไปดูมาแล้ว" in html


def test_apps_above_add_sections(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    (mill,) = registered(new_facility())
    monkeypatch.setattr(dossier_sections, "_sections", {})
    dossier_sections.register("reports", "Open reports", lambda facility, viewer: mark_safe("<p>สามเรื่อง</p>"))
    dossier_sections.register("empty", "Nothing", lambda facility, viewer: "")
    html = text(client, f"/facilities/{mill.pk}/")
    assert "<p>สามเรื่อง</p>" in html
    assert "Nothing" not in html


def test_the_dossier_takes_a_fixed_number_of_queries(client: Client, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    own = registered(*(new_facility() for _ in range(30)))[0]
    with django_assert_max_num_queries(10):
        client.get(f"/facilities/{own.pk}/")


@pytest.mark.parametrize("path", ["/facilities/1/", "/facilities/1/panel/", f"/facilities/{10**30}/"])
def test_an_unknown_facility_has_a_page_that_says_so(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "geo/problem.html" in [template.name for template in response.templates]


def test_the_list_filters_and_pages_by_key(client: Client) -> None:
    register_all(new_facility(name_th=f"แห่งที่ {number:03d}") for number in range(60))
    register_all([new_facility(kind="mine", name_th="เหมืองเดียว", factory=None, activities=())])
    first = text(client, "/facilities/?kind=factory")
    assert "แห่งที่ 049" in first
    assert "แห่งที่ 050" not in first
    following = re.search(r'href="(\?[^"]*after=\d+)"', first)
    assert following is not None
    second = text(client, "/facilities/" + following[1].replace("&amp;", "&"))
    assert "แห่งที่ 059" in second
    assert "เหมืองเดียว" not in second


def test_the_list_searches(client: Client) -> None:
    register_all([new_facility(name_th="โรงสีข้าวรุ่งเรือง"), new_facility(name_th="โรงน้ำแข็ง")])
    html = text(client, "/facilities/?find=รุ่งเรือง")
    assert "โรงสีข้าวรุ่งเรือง" in html
    assert "โรงน้ำแข็ง" not in html


@pytest.mark.parametrize("query", ["kind=x", "status=x", "area=99", "after=x", "after=-1", "after=" + "9" * 30])
def test_a_wrong_filter_is_refused(client: Client, query: str) -> None:
    assert client.get(f"/facilities/?{query}").status_code == 400


def test_pages_read_in_thai_by_default(client: Client) -> None:
    (mill,) = registered(new_facility())
    html = text(client, f"/facilities/{mill.pk}/")
    assert "ทะเบียนและใบอนุญาต" in html
    assert "Registrations and licences" not in html
