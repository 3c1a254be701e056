"""The same rows in every format a register may come in."""

from datetime import date

import pytest

from tests.builders_register import PLACE, load

FEED = (
    "diw-factory-data__utf8_bom.csv",
    "diw-factory-data__cp874.csv",
    "diw-factory-data__workbook.xlsx",
    "diw-factory-data__geopackage.gpkg",
    "diw-factory-data__kml.kml",
)


@pytest.mark.parametrize("name", FEED)
def test_a_feed_says_the_same_in_every_format(name: str) -> None:
    rows = load(name)
    assert list(rows) == ["โรงสีข้าวรุ่งเรือง", "second"]
    facility = rows["โรงสีข้าวรุ่งเรือง"].facility
    assert facility.position is not None
    assert (round(facility.position.lon, 6), round(facility.position.lat, 6)) == (PLACE.lon, PLACE.lat)
    assert (facility.source_key, facility.status, facility.subdistrict_code) == (
        "จ3-9(6)-1/51ปจ",
        "operating",
        "250601",
    )
    assert rows["second"].rules == set()


def test_a_day_of_a_workbook_is_a_day() -> None:
    assert load("diw-factory-data__workbook.xlsx")["second"].reading.said_on == date(2026, 8, 13)


def test_a_thai_shapefile_without_its_encoding_is_read_by_its_short_names() -> None:
    (row,) = load("diw-shapefile__cp874_without_cpg.zip").values()
    facility = row.facility
    assert (facility.name_th, facility.operator_th, facility.subdistrict_th) == ("โรงสีข้าวรุ่งเรือง", "", "ท่าตูม")
    assert facility.licences[0].issued_on == date(2008, 12, 15)
    assert row.rules == set()
