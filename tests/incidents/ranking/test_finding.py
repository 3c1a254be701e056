"""What the ranking reads from the database, by the statement that intake uses."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.gis.geos import LineString, MultiLineString, Point
from django.core.management import call_command

from facilities.models import Facility, Kind, Status
from geo.changes import Actor
from geo.coordinates import LonLat
from incidents.models import Cause, Verdict, WaterCourse, WindReading
from incidents.ranking import Asked, assess_sources, find_many, find_one, find_sites
from incidents.ranking.seed import load_causes
from incidents.site_verdict import confirm
from tests.builders_facilities import square
from tests.builders_incidents import NOW, PRACHIN_BURI, a_factory, a_report

HERE = PRACHIN_BURI
ASKED = Asked(HERE, 20.0, "odour", NOW)

pytestmark = pytest.mark.usefixtures("country")


def _east(degrees: float) -> LonLat:
    return LonLat(HERE.lon + degrees, HERE.lat)


def test_sites_within_reach_count_whatever_their_kind_and_status() -> None:
    near = [
        a_factory(_east(0.001), key="1", status=Status.CLOSED),
        a_factory(_east(0.002), key="2", status=Status.STRUCK_OFF),
        a_factory(_east(0.003), key="3", kind=Kind.SEIZED),
    ]
    a_factory(_east(0.2), key="4")
    assert {site.id for site in find_sites(HERE, 20.0, "odour")} == {one.pk for one in near}


def test_kinds_passed_over_and_merged_sites_are_not_found() -> None:
    kept = a_factory(key="1")
    a_factory(key="2", kind=Kind.SUSPECTED)
    gone = a_factory(key="3")
    Facility.objects.filter(pk=gone.pk).update(merged_into=kept)
    assert [site.id for site in find_one(ASKED, without=[Kind.SUSPECTED]).sites] == [kept.pk]


def test_the_distance_is_to_the_footprint_and_zero_inside() -> None:
    a_factory(_east(0.004), footprint=square(_east(0.004), 0.005))
    (site,) = find_sites(HERE, 20.0, "odour")
    assert site.distance_m == 0.0


def test_a_crowd_on_one_centroid_does_not_hide_the_sites_whose_place_is_known() -> None:
    for number in range(60):
        a_factory(_east(0.0005), key=f"c{number}", error_radius_m=3_000.0)
    known = a_factory(_east(0.002), key="known")
    assert known.pk in [site.id for site in find_sites(HERE, 20.0, "odour")]


def test_the_table_of_causes_is_joined_by_the_most_exact_line() -> None:
    load_causes()
    a_factory()
    (site,) = find_sites(HERE, 20.0, "odour")
    assert site.cause is not None
    assert site.cause.likelihood == Cause.objects.get(category="odour", type_code="009").likelihood
    assert not site.cause.verified


def test_the_shipped_table_loads_once_and_edited_lines_stay() -> None:
    count = load_causes()
    Cause.objects.filter(category="odour", type_code="009").update(likelihood=0.77)
    assert load_causes() == count == Cause.objects.count()
    assert Cause.objects.get(category="odour", type_code="009").likelihood == 0.77


def test_confirmed_reports_of_the_subject_count_but_not_the_report_itself() -> None:
    factory, report = a_factory(), a_report()
    confirm(report, Verdict.SITE, facility=factory, actor=Actor("officer"), reason="ไปดูแล้ว", now=NOW)
    counts = [
        find_one(Asked(HERE, 20.0, category, NOW, apart)).sites[0].confirmed
        for category, apart in (("odour", None), ("odour", report.pk), ("wastewater", None))
    ]
    assert counts == [1, 0, 0]


@pytest.mark.parametrize(
    ("hours", "degrees", "found"),
    [(1, 0.1, True), (-0.5, 0.1, True), (4, 0.1, False), (-2, 0.1, False), (1, 0.8, False)],
)
def test_wind_counts_near_in_place_and_time(hours: float, degrees: float, found: bool) -> None:
    WindReading.objects.create(
        position=Point(HERE.lon + degrees, HERE.lat),
        observed_at=NOW - timedelta(hours=hours),
        from_degrees=90,
        speed_ms=3,
        source="station",
    )
    wind = find_one(ASKED).wind
    assert (wind is not None) is found
    if wind is not None:
        assert wind.age_s == hours * 3600


def test_of_two_sites_on_a_stream_the_upper_one_is_upstream() -> None:
    """The water flows east, the report lies between them."""
    line = LineString((HERE.lon - 0.02, HERE.lat), (HERE.lon + 0.02, HERE.lat))
    WaterCourse.objects.create(line=MultiLineString(line), source="test", source_key="1")
    upper, lower = a_factory(_east(-0.005), key="1"), a_factory(_east(0.005), key="2")
    found = {site.id: site.along_m for site in find_one(Asked(HERE, 20.0, "wastewater", NOW)).sites}
    assert found[upper.pk] == pytest.approx(541, abs=3)
    assert found[lower.pk] == pytest.approx(-541, abs=3)
    assert all(site.along_m is None for site in find_one(ASKED).sites)


def test_many_are_answered_in_one_statement_as_each_by_itself(django_assert_num_queries: object) -> None:
    a_factory(key="1")
    a_factory(_east(0.01), key="2")
    asked = [ASKED, Asked(_east(0.01), None, "wastewater", NOW), Asked(_east(0.3), 5.0, "odour", NOW)]
    alone = [find_one(one) for one in asked]
    with django_assert_num_queries(1):  # type: ignore[operator]
        together = find_many(asked)
    assert together == alone


def test_a_report_beside_a_lone_factory_is_presumed_to_be_about_it() -> None:
    factory = a_factory(_east(0.001))
    top = assess_sources(ASKED, "กลิ่นเหม็น").likely[0]
    assert (top.facility_id, top.share > 0.8) == (factory.pk, True)


def test_a_file_of_wind_is_read_by_rows_and_loaded_once(tmp_path: Path) -> None:
    file = tmp_path / "wind.csv"
    file.write_text(
        "time,lon,lat,from_degrees,speed_ms,source\n"
        "2026-03-12T09:00,101.5,13.5,360,3.2,สถานีทดสอบ\n"
        "2026-03-12T09:00,101.5,13.5,400,3.2,สถานีทดสอบ\n"
        "yesterday,101.5,13.5,40,3.2,สถานีทดสอบ\n",
        encoding="utf-8",
    )
    call_command("import_wind", file)
    assert not WindReading.objects.exists()
    for _time in range(2):
        call_command("import_wind", file, apply=True)
    reading = WindReading.objects.get()
    assert (reading.from_degrees, reading.observed_at) == (0.0, NOW)


def test_a_file_of_streams_is_joined_the_way_they_flow(tmp_path: Path) -> None:
    file = tmp_path / "water.geojson"
    parts = "[[[101.51,13.5],[101.52,13.5]],[[101.5,13.5],[101.51,13.5]]]"
    file.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"source_key":"k1","name_th":"คลองทดสอบ"},'
        f'"geometry":{{"type":"MultiLineString","coordinates":{parts}}}}},'
        '{"type":"Feature","properties":{"source_key":"k2"},"geometry":{"type":"Point","coordinates":[101.5,13.5]}}]}',
        encoding="utf-8",
    )
    call_command("import_water", file, apply=True)
    course = WaterCourse.objects.get()
    assert [list(line) for line in course.line.coords] == [[(101.5, 13.5), (101.51, 13.5), (101.52, 13.5)]]
