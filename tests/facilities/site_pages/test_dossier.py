"""The dossier: what everybody reads of a site, and what only officers do."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from facilities.corrections import correct
from facilities.models import Certificate, Facility, SourceRecord
from facilities.new_facility import NewActivity, NewLicence
from facilities.quality import refresh
from facilities.sites.merging import merge_sites
from facilities.sites.status import enter_status
from facilities.sites.substances import NewSubstance, add_substance
from facilities.sites.success_cases import add_success_case
from geo.changes import Actor
from geo.coordinates import LonLat
from tests.builders_facilities import HERE, TESTER, new_facility, registered
from tests.builders_imports import a_run
from tests.builders_officers import as_officer

pytestmark = pytest.mark.django_db

NUMBER = "จ3-9(1)-1/51ปจ"


def read(client: Client, facility: Facility, query: str = "") -> str:
    """The page."""
    response = client.get(f"/facilities/{facility.pk}/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_a_licence_shows_every_writing_its_meaning_and_what_it_allows(client: Client) -> None:
    licence = NewLicence(
        NUMBER,
        date(2008, 12, 15),
        fourteen="20250000125517",
        expires_on=date(2027, 1, 1),
        status="operating",
        factory_class=3,
        types=(901,),
        horsepower=120.5,
    )
    (mill,) = registered(new_facility(licences=(licence,)))
    html = read(client, mill)
    for words in (
        NUMBER,
        "20250000125517",
        "9(1)",
        "120.5",
        "15 ธ.ค. 2551",
        "1 ม.ค. 2570",
        "ออกโดยสำนักงานอุตสาหกรรมจังหวัด",
    ):
        assert words in html


def test_hazards_come_with_quantity_day_and_source(client: Client) -> None:
    (plant,) = registered(new_facility(activities=(NewActivity(42),)))
    held = NewSubstance(name_th="แอมโมเนีย", quantity=12, unit="ตัน", source="ใบอนุญาต", as_of=date(2025, 3, 12))
    add_substance(plant, held, actor=TESTER)
    html = read(as_officer(client, "view_substance"), plant)
    assert "แอมโมเนีย" in html
    assert "12 มี.ค. 2568" in html
    assert "อยู่ในกลุ่มอันตรายสูง" in html


@pytest.mark.parametrize("known", [False, True])
def test_that_a_site_holds_substances_is_public_and_which_is_not(client: Client, *, known: bool) -> None:
    (plant,) = registered(new_facility())
    add_substance(plant, NewSubstance(name_th="แอมโมเนีย", source="ใบอนุญาต"), actor=TESTER)
    html = read(as_officer(client) if known else client, plant)
    assert "แอมโมเนีย" not in html
    assert "มีสารอันตรายอยู่ในบันทึก" in html


def test_certificates_and_success_cases_are_shown(client: Client) -> None:
    (mill,) = registered(new_facility())
    Certificate.objects.create(
        facility=mill, scheme="tis", number="ท1-1/99", canonical="x", source="tisi", standard="มอก. 1"
    )
    add_success_case(mill, programme_th="พี่เลี้ยงโรงงาน", year_be=2568, story_th="ลดน้ำเสีย", actor=TESTER)
    html = read(client, mill)
    assert "ท1-1/99" in html
    assert "พี่เลี้ยงโรงงาน, พ.ศ. 2568" in html


def test_the_status_history_names_the_officer_to_officers_only(client: Client) -> None:
    (mill,) = registered(new_facility())
    enter_status(mill, "suspended", on=date(2025, 3, 12), ground="ม.39", actor=Actor("somying"))
    public = read(client, mill)
    assert "ม.39" in public
    assert "12 มี.ค. 2568" in public
    assert "somying" not in public
    assert "somying" in read(as_officer(client), mill)


@pytest.mark.parametrize(
    ("within", "shown"), [("", True), ("?within=1000", True), ("?within=250", False), ("?within=5000", True)]
)
def test_neighbours_are_listed_within_the_chosen_distance(client: Client, within: str, shown: bool) -> None:
    own, _ = registered(new_facility(), new_facility(LonLat(HERE.lon, HERE.lat + 0.005), name_th="เพื่อนบ้าน"))
    assert ("เพื่อนบ้าน" in read(client, own, within)) is shown


@pytest.mark.parametrize("within", ["x", "0", "-250", "100000", "1e3"])
def test_other_distances_are_refused(client: Client, within: str) -> None:
    (mill,) = registered(new_facility())
    assert client.get(f"/facilities/{mill.pk}/?within={within}").status_code == 400


def test_corrections_items_and_sources_are_for_officers(client: Client) -> None:
    (mill,) = registered(new_facility(None))
    correct(mill, "name_en", "Mill", actor=TESTER, reason="ความลับของเรา")
    refresh(None)
    public = read(client, mill)
    for marker in ("ความลับของเรา", "data-corrections", "data-item", "data-history", "/change/"):
        assert marker not in public
    officers = read(as_officer(client), mill)
    for marker in ("ความลับของเรา", "data-corrections", 'data-item="unplaced"', "data-history", "/change/"):
        assert marker in officers


def record(facility: Facility, source: str, **changes: Any) -> SourceRecord:
    """What a source said of the site's one licence."""
    run = a_run(
        profile=source.split("-", 1)[0] if source.startswith("generic") else source,
        state="applied",
        applied_at="2026-03-12T02:00Z",
    )
    raw = {"DISPFACREG": NUMBER, "FNAME": "โรงสี", "ONAME": "บริษัท ก จำกัด", **changes.pop("raw", {})}
    values = {"key": NUMBER, "digest": b"0" * 16, "row": 2, "first_run": run, "changed_run": run, "status": "operating"}
    licence = facility.licences.first()
    return SourceRecord.objects.create(
        source=source, facility=facility, licence=licence, raw=raw, **{**values, **changes}
    )


def test_where_sources_differ_each_is_quoted_with_its_day(client: Client) -> None:
    (mill,) = registered(new_facility(licences=(NewLicence(NUMBER),)))
    record(mill, "diw-factory-data", raw={"FFLAG": "1", "LAT": "13.80", "LNG": "101.60"}, said_on=date(2025, 3, 12))
    record(mill, "diw-business-location", raw={"STATUS": "จำหน่าย", "LAT": "13.90", "LNG": "101.60"})
    html = read(as_officer(client), mill).split("data-differences")[1].split("</table>")[0]
    assert "ประกอบกิจการ" in html
    assert "จำหน่ายออกจากทะเบียน" in html
    assert "12 มี.ค. 2568" in html
    assert "13.90000, 101.60000" in html


def test_sources_that_agree_are_not_quoted(client: Client) -> None:
    (mill,) = registered(new_facility(licences=(NewLicence(NUMBER),)))
    record(mill, "diw-factory-data", raw={"FFLAG": "1"})
    record(mill, "diw-business-location", raw={"STATUS": "ดำเนินการ"})
    html = read(as_officer(client), mill)
    assert "data-differences" not in html
    assert "data-sources" in html


def test_a_record_tells_its_load_when_it_was_seen_and_since_when_it_is_missing(client: Client) -> None:
    (mill,) = registered(new_facility(licences=(NewLicence(NUMBER),)))
    record(mill, "diw-factory-data", missing_since=date(2026, 3, 1), last_seen=date(2026, 2, 1))
    html = read(as_officer(client), mill)
    assert "ไม่พบตั้งแต่ 1 มี.ค. 2569" in html
    assert "1 ก.พ. 2569" in html


def test_every_change_is_told_in_words(client: Client) -> None:
    one, other = registered(new_facility(), new_facility(name_th="โรงที่สอง"))
    merge_sites(one, other, actor=TESTER, reason="รั้วเดียวกัน")
    html = read(as_officer(client), one)
    assert "รวมสถานที่อื่นเข้ากับสถานที่นี้" in html
    assert "โรงที่สอง" in html
    assert "/take-back/merging/" in html


def test_officers_pages_take_a_fixed_number_of_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    own, *_ = registered(*(new_facility(licences=(NewLicence(f"จ3-9(1)-{n}/51ปจ"),)) for n in range(1, 30)))
    record(own, "diw-factory-data")
    record(own, "diw-business-location")
    as_officer(client)
    with django_assert_max_num_queries(24):
        client.get(f"/facilities/{own.pk}/")


def test_the_panel_shows_the_new_kinds(client: Client) -> None:
    (store,) = registered(new_facility(kind="seized", status="unknown", licences=(), activities=(), factory=None))
    html = client.get(f"/facilities/{store.pk}/panel/").content.decode()
    assert "สถานที่เก็บกากของกลาง" in html
    assert f'href="/facilities/{store.pk}/"' in html


def test_a_generic_source_is_seen_by_its_own_loads(client: Client) -> None:
    (mill,) = registered(new_facility())
    record(mill, "generic-olive", raw={})
    a_run(profile="generic", mapping={"source": "olive"}, state="applied", applied_at="2026-03-20T02:00Z")
    a_run(profile="generic", mapping={"source": "other"}, state="applied", applied_at="2026-03-25T02:00Z")
    html = read(as_officer(client), mill)
    assert "20 มี.ค. 2569" in html
    assert "25 มี.ค. 2569" not in html
