"""Counts, days, lists and areas: exact, and the same question with the same words as the tiles."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from facilities.models import Facility, Kind, Status, StatusEntry
from geo.coordinates import LonLat
from geo.place_filters import inside
from incidents.models import Report, StateChange
from incidents.states import State
from tests.builders_facilities import new_facility, register_all, registered
from tests.builders_incidents import BANGKOK, CHACHOENGSAO, PRACHIN_BURI, a_country
from tests.builders_map import report_at

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 12, 5, tzinfo=UTC)


@pytest.fixture
def officer(client: Client) -> Client:
    user = User.objects.create_user("officer", password="x")
    user.user_permissions.set(Permission.objects.filter(codename__in=("view_report", "view_exactplace")))
    client.force_login(user)
    return client


def ask(client: Client, address: str, **query: Any) -> Any:
    answer = client.get(f"/tiles/{address}", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_a_count_is_broken_down_by_the_fields_of_the_layer(client: Client) -> None:
    registered(new_facility(), new_facility(kind=Kind.MINE), new_facility(None))
    found = ask(client, "facilities/count.json")
    assert found == {"count": 2, "by": {"kind": {"factory": 1, "mine": 1}, "status": {"operating": 2}}}


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"kind": "factory,mine"}, 2),
        ({"kind": ["factory", "mine"]}, 2),
        ({"kind": "mine", "status": "stopped"}, 0),
        ({"bbox": "101.5,13.7,101.7,13.9"}, 1),
        ({"near": "102,14,500"}, 1),
        ({"inside": "101.9 13.9,102.1 13.9,102.1 14.1,101.9 14.1"}, 1),
        ({"inside": "101.9 13.9,102.1 14.1,102.1 13.9,101.9 14.1", "kind": "mine"}, 1),
        ({"as": "heat", "kind": ""}, 2),
    ],
)
def test_filters_narrow_the_count(client: Client, query: dict[str, Any], count: int) -> None:
    registered(new_facility(LonLat(101.6, 13.8)), new_facility(LonLat(102.001, 14), kind=Kind.MINE))
    assert ask(client, "facilities/count.json", **query)["count"] == count


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("kind=castle", "kind"),
        ("kinds=mine", "kinds"),
        ("bbox=1,2,3", "bbox"),
        ("near=100,13,0", "near"),
        ("near=100,13,200000", "near"),
        ("near=nan,13,5", "near"),
        ("inside=100 13,101 13", "inside"),
        ("inside=100 13,101 13,102 13", "inside"),
        ("inside=100 13,101,102 13", "inside"),
        ("as=fire", "as"),
        ("as=heat&as=points", "as"),
        ("as_of=20260312", "as_of"),
        ("as_of=2026-W11-4", "as_of"),
        ("as_of=2999-01-01", "as_of"),
        ("from=2026-01-01", "from"),
        ("area=99", "area"),
    ],
)
@pytest.mark.parametrize("address", ["0/0/0.mvt", "count.json"])
def test_a_wrong_question_is_400_and_names_the_parameter(client: Client, query: str, field: str, address: str) -> None:
    answer = client.get(f"/tiles/facilities/{address}?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["field"] == field


def test_a_site_has_the_status_that_was_last_stated_by_the_day(client: Client) -> None:
    (site,) = registered(new_facility(status=Status.CLOSED))
    StatusEntry.objects.all().delete()
    for on, status in ((date(2020, 1, 1), Status.OPERATING), (date(2022, 1, 1), Status.CLOSED)):
        StatusEntry.objects.create(facility=site, status=status, on=on, source="test", recorded_at=NOON)
    then = {
        day: ask(client, "facilities/count.json", as_of=day)["by"]["status"]
        for day in ("2019-12-31", "2020-01-01", "2021-12-31", "2022-01-01")
    }
    assert [*then.values()] == [{}, {"operating": 1}, {"operating": 1}, {"closed": 1}]
    assert ask(client, "facilities/count.json", as_of="2021-06-01", status="operating")["count"] == 1
    assert ask(client, "facilities/count.json", as_of="2021-06-01", status="closed")["count"] == 0


def test_of_several_licences_the_liveliest_word_of_the_day_counts(client: Client) -> None:
    (site,) = registered(new_facility(status=Status.STRUCK_OFF))
    StatusEntry.objects.all().delete()
    (licence,) = site.licences.all()
    other = site.licences.create(number="จ3-9(1)-99/51ปจ", canonical="จ3-9(1)-99/51ปจ", form="old")
    said = [(licence, 2020, Status.STRUCK_OFF), (other, 2019, Status.OPERATING), (other, 2024, Status.STRUCK_OFF)]
    for of, year, status in said:
        on = date(year, 1, 1)
        StatusEntry.objects.create(facility=site, licence=of, status=status, on=on, source="t", recorded_at=NOON)
    by_year = [ask(client, "facilities/count.json", as_of=f"{year}-06-01")["by"]["status"] for year in (2021, 2025)]
    assert by_year == [{"operating": 1}, {"struck_off": 1}]


def test_a_site_stood_from_the_day_a_licence_was_issued(client: Client) -> None:
    (site,) = registered(new_facility())
    StatusEntry.objects.all().delete()
    site.licences.update(issued_on=date(2015, 5, 5))
    assert [ask(client, "facilities/count.json", as_of=day)["count"] for day in ("2015-05-04", "2015-05-05")] == [0, 1]


def test_a_report_has_the_state_of_its_last_step_by_the_end_of_the_day(officer: Client) -> None:
    a_country()
    report = report_at(PRACHIN_BURI, state=State.CLOSED)
    steps = [(12, State.RECEIVED), (14, State.ASSIGNED), (16, State.CLOSED)]
    for number, (day, state) in enumerate(steps, start=1):
        at = NOON.replace(day=day)
        StateChange.objects.create(report=report, number=number, to_state=state.value, at=at, actor_label="a")
    Report.objects.update(changed_at=NOON.replace(day=16))
    found = [ask(officer, "incidents/count.json", as_of=f"2026-03-{day}") for day in (11, 12, 13, 14, 15, 16)]
    states = [[*one["by"]["state"]] for one in found]
    assert states == [[], ["received"], ["received"], ["assigned"], ["assigned"], ["closed"]]


def test_days_are_those_of_thailand_with_every_step_between(officer: Client) -> None:
    a_country()
    for hour in (16, 17, 18):  # 23:00, and 00:00 and 01:00 of the next day
        report_at(PRACHIN_BURI, received_at=datetime(2026, 3, 11, hour, 30, tzinfo=UTC))
    asked = {"from": "2026-03-10", "to": "2026-03-13"}
    found = ask(officer, "incidents/days.json", **asked)
    assert found == {"from": "2026-03-10", "to": "2026-03-13", "step": "day", "counts": [0, 1, 2, 0]}
    assert ask(officer, "incidents/days.json", step="week", **asked)["counts"] == [3]
    assert ask(officer, "incidents/count.json", **{"from": "2026-03-12", "to": "2026-03-12"})["count"] == 2


@pytest.mark.parametrize(("step", "counts"), [("day", [1, 0, 0, 0, 0, 0, 1]), ("week", [1, 1]), ("month", [1, 1])])
def test_steps_are_days_weeks_from_monday_and_months(officer: Client, step: str, counts: list[int]) -> None:
    a_country()
    for day in (datetime(2026, 3, 28, 5, tzinfo=UTC), datetime(2026, 4, 3, 5, tzinfo=UTC)):
        report_at(PRACHIN_BURI, received_at=day)
    asked = {"from": "2026-03-28", "to": "2026-04-03", "step": step}
    assert ask(officer, "incidents/days.json", **asked)["counts"] == counts


def test_too_many_steps_are_refused(officer: Client) -> None:
    answer = officer.get("/tiles/incidents/days.json", {"from": "1950-01-01", "to": "2026-01-01"})
    assert (answer.status_code, answer.json()["field"]) == (400, "from")


def test_a_list_is_nearest_first_and_goes_on_where_it_stopped(client: Client) -> None:
    sites = registered(*(new_facility(LonLat(101.6 + step / 1000, 13.8)) for step in range(5)))
    asked = {"near": "101.6,13.8,5000", "limit": 2}
    pages = [ask(client, "facilities/features.json", **asked)]
    while pages[-1]["next"]:
        pages.append(ask(client, "facilities/features.json", after=pages[-1]["next"], **asked))
    items = [item for page in pages for item in page["items"]]
    assert [item["id"] for item in items] == [site.pk for site in sites]
    assert [page["count"] for page in pages] == [5, 5, 5]
    assert items[1]["distance_m"] == pytest.approx(108.16, abs=0.1)


def test_a_list_without_a_place_is_in_the_order_of_ids(client: Client) -> None:
    sites = registered(*(new_facility() for _ in range(3)))
    first = ask(client, "facilities/features.json", limit=2)
    second = ask(client, "facilities/features.json", limit=2, after=first["next"])
    assert [one["id"] for page in (first, second) for one in page["items"]] == [site.pk for site in sites]
    assert first["items"][0] | {"title": sites[0].name, "lon": 101.6, "lat": 13.8} == first["items"][0]
    assert "distance_m" not in first["items"][0]


@pytest.mark.parametrize(("name", "value"), [("limit", "0"), ("limit", "x"), ("after", "x"), ("after", "1-2-3")])
def test_a_page_that_is_none_is_refused(client: Client, name: str, value: str) -> None:
    answer = client.get("/tiles/facilities/features.json", {name: value, "near": "100,13,50"})
    assert (answer.status_code, answer.json()["field"]) == (400, name)


def test_areas_are_all_there_with_counts_bases_and_classes(officer: Client) -> None:
    a_country()
    for place in (PRACHIN_BURI, PRACHIN_BURI, CHACHOENGSAO):
        report_at(place)
    registered(new_facility(PRACHIN_BURI, province_code="25"), new_facility(BANGKOK, province_code="10"))
    found = ask(officer, "incidents/by_area.json", level="province", per="factories")
    rows = {one["code"]: (one["count"], one["base"], one["value"]) for one in found["areas"]}
    assert rows == {"10": (0, 1, 0), "24": (1, 0, None), "25": (2, 1, 200)}
    assert (found["edition"], found["breaks"]) == ("squares", [200])


def test_square_kilometres_are_of_the_ellipsoid(officer: Client) -> None:
    a_country()
    report_at(PRACHIN_BURI)
    (area,) = ask(officer, "incidents/by_area.json", per="km2", within="25")["areas"]
    assert area["base"] == pytest.approx(11_970, rel=0.01)
    assert area["value"] == pytest.approx(1 / area["base"], rel=0.01)


def test_no_boundary_is_measured_for_a_question(client: Client) -> None:
    a_country()
    with CaptureQueriesContext(connection) as asked:
        ask(client, "facilities/by_area.json", per="km2")
    assert not [one["sql"] for one in asked if "ST_Area" in one["sql"]]


def test_what_the_base_is_is_said_in_words(client: Client) -> None:
    a_country()
    notes = {per: ask(client, "facilities/by_area.json", per=per)["base_note"] for per in ("count", "km2", "factories")}
    assert (notes["count"], notes["km2"], "ทุกสถานะ" in notes["factories"]) == (None, None, True)


@pytest.mark.parametrize(("level", "code"), [("province", "25"), ("district", "2506")])
def test_sites_without_a_code_are_counted_where_they_stand(client: Client, level: str, code: str) -> None:
    a_country()
    registered(
        new_facility(PRACHIN_BURI, province_code="25", subdistrict_code="250601"),
        new_facility(PRACHIN_BURI),
        new_facility(BANGKOK, province_code="25", subdistrict_code="250601"),
    )
    found = ask(client, "facilities/by_area.json", level=level)["areas"]
    assert {one["code"]: one["count"] for one in found if one["count"]} == {code: 3}


@pytest.mark.parametrize("role", ["public", "officer"])
def test_areas_sum_up_to_what_stands_in_them(client: Client, officer: Client, role: str) -> None:
    a_country()
    for step in range(20):
        report_at(LonLat(99.1 + step / 7, 13.5))
    if role == "public":
        client.logout()
    areas = ask(client, "incidents/by_area.json")["areas"]
    assert sum(area["count"] for area in areas) == ask(client, "incidents/count.json")["count"] == 20


@pytest.mark.parametrize(("name", "value"), [("level", "village"), ("per", "head"), ("within", "x")])
def test_a_division_that_is_none_is_refused(client: Client, name: str, value: str) -> None:
    answer = client.get("/tiles/facilities/by_area.json", {name: value})
    assert (answer.status_code, answer.json()["field"]) == (400, name)


@pytest.mark.parametrize("address", ["count.json", "features.json", "by_area.json?level=province"])
def test_an_answer_is_304_until_something_changes(client: Client, address: str) -> None:
    a_country()
    registered(new_facility())
    first = client.get(f"/tiles/facilities/{address}")
    again = client.get(f"/tiles/facilities/{address}", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, first["Cache-Control"]) == (304, "no-cache")


def test_an_answer_has_a_new_name_after_a_change(client: Client, django_capture_on_commit_callbacks: Any) -> None:
    first = client.get("/tiles/facilities/count.json")
    with django_capture_on_commit_callbacks(execute=True):
        registered(new_facility())
    again = client.get("/tiles/facilities/count.json", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.json()["count"]) == (200, Facility.objects.count())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", ["count.json", "features.json", "by_area.json"])
def test_an_answer_has_a_new_name_after_a_change_that_tells_nobody(client: Client, address: str) -> None:
    a_country()
    register_all([new_facility()])
    first = client.get(f"/tiles/facilities/{address}")
    Facility.objects.update(status="closed")
    again = client.get(f"/tiles/facilities/{address}", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200


@pytest.mark.parametrize(
    ("layer", "clock", "later"),
    [("facilities", "django.utils.timezone.localdate", date(2036, 3, 12)), ("incidents", "tiles.naming.minute", 1)],
)
def test_an_answer_has_a_new_name_once_time_may_have_changed_it(
    client: Client, monkeypatch: pytest.MonkeyPatch, layer: str, clock: str, later: object
) -> None:
    """Bars end today, and cases become overdue, without any change."""
    first = client.get(f"/tiles/{layer}/count.json")
    monkeypatch.setattr(clock, lambda *_: later)
    assert client.get(f"/tiles/{layer}/count.json")["ETag"] != first["ETag"]


def test_a_drawn_shape_is_written_as_exactly_as_it_was_asked() -> None:
    written = "100.123456 13.500001,100.200000 13.500000,100.200000 13.600000"
    (choice,) = inside("mercator").choices([written])
    assert choice.value == written


def test_one_question_has_one_name_however_it_is_written() -> None:
    from geo.layers import Viewer, layer_for
    from tiles.question import parse

    layer = layer_for(Viewer(), "facilities")
    written = [
        [("kind", "mine,factory"), ("status", "stopped")],
        [("status", "stopped"), ("kind", "factory"), ("kind", "mine")],
        [("kind", "factory, mine ,mine"), ("status", ""), ("status", "stopped"), ("as", "points")],
    ]
    assert len({parse(layer, Viewer(), pairs) for pairs in written}) == 1
