"""Every way of writing a position, in a file of each profile, row by row."""

import pytest

from facilities.imports.placing import distance_m
from geo.models import PositionMethod
from tests.builders_register import NO_AREAS, PLACE, Loaded, a_country, a_mapped, load

PROFILES = (
    "diw-factory-data",
    "diw-business-location",
    "diw-shapefile",
    "dpim-concession",
    "tisi-certificate",
    "generic",
)

STATED, REPAIRED, CENTROID, NONE = "stated", "repaired", "centroid", "none"

ROWS = {
    "plain": (STATED, None),
    "thai digits": (STATED, None),
    "wrapped": (STATED, None),
    "dms": (STATED, None),
    "point without address": (STATED, None),
    "on the border": (STATED, None),
    "wrong degree": (STATED, "outside_subdistrict"),
    "next subdistrict": (STATED, "outside_subdistrict"),
    "swapped": (REPAIRED, "position_swapped"),
    "swapped, province only": (REPAIRED, "position_swapped"),
    "no decimal point": (REPAIRED, "position_repaired"),
    "utm 47": (REPAIRED, "position_repaired"),
    "utm 48": (REPAIRED, "position_repaired"),
    "indian 1975": (REPAIRED, "position_repaired"),
    "zero": (CENTROID, "position_missing"),
    "one": (CENTROID, "position_missing"),
    "blank": (CENTROID, "position_missing"),
    "dash": (CENTROID, "position_missing"),
    "words": (CENTROID, "position_unreadable"),
    "abroad": (CENTROID, "position_outside_thailand"),
    "whole degrees": (CENTROID, "position_coarse"),
    "swapped elsewhere": (CENTROID, "repair_outside"),
    "no decimal point elsewhere": (CENTROID, "repair_outside"),
    "no decimal point, province only": (CENTROID, "repair_unchecked"),
    "nothing but a name": (NONE, "position_missing"),
}
"""How the row comes by its position, and the rule that says why."""

AT_THE_PLACE = (
    "plain",
    "thai digits",
    "wrapped",
    "dms",
    "swapped",
    "no decimal point",
    "utm 47",
    "zero",
    "whole degrees",
)
OF_PLACE = ("position", "repair", "outside")


@pytest.mark.parametrize("profile", PROFILES)
def test_each_row_gets_the_position_it_deserves(profile: str) -> None:
    rows = load(f"{profile}__positions.csv")
    said = {name: (str(row.facility.position_method), _rule(row)) for name, row in rows.items()}
    assert said == ROWS


@pytest.mark.parametrize("profile", PROFILES)
def test_every_position_is_as_near_the_truth_as_its_radius_says(profile: str) -> None:
    rows = load(f"{profile}__positions.csv")
    for name in AT_THE_PLACE:
        facility = rows[name].facility
        assert facility.position is not None
        assert facility.error_radius_m is not None
        assert distance_m(facility.position, PLACE) <= facility.error_radius_m + 1, name


@pytest.mark.parametrize("profile", PROFILES)
def test_repaired_rows_keep_what_was_written(profile: str) -> None:
    rows = load(f"{profile}__positions.csv")
    for name, written in (("swapped", "101.601234"), ("no decimal point", "13801234"), ("words", "ไม่ทราบ")):
        assert written in rows[name].facility.position_raw


def test_a_centre_is_never_a_pin() -> None:
    facility = load("diw-factory-data__positions.csv")["zero"].facility
    assert facility.position_method == PositionMethod.CENTROID
    assert facility.error_radius_m is not None
    assert facility.error_radius_m > 5_000  # the subdistrict is a square of 11 km


def test_outside_its_area_a_row_may_be_off_by_the_way_back() -> None:
    row = load("diw-factory-data__positions.csv")["wrong degree"]
    assert row.detail("outside_subdistrict").startswith("104")  # kilometres, as one degree of latitude less the square
    assert row.facility.error_radius_m is not None
    assert row.facility.error_radius_m > 104_000


@pytest.mark.parametrize("finest", [2, 0])
def test_without_districts_only_exchanged_axes_are_put_right(finest: int) -> None:
    rows = load("diw-factory-data__positions.csv", areas=a_country(finest) if finest else NO_AREAS)
    methods = {name: str(row.facility.position_method) for name, row in rows.items() if ROWS[name][0] == REPAIRED}
    assert methods.pop("swapped") == methods.pop("swapped, province only") == REPAIRED
    assert set(methods.values()) == {CENTROID if finest else NONE}
    assert _rule(rows["utm 47"]) == "repair_unchecked"


def test_a_district_checks_repairs_where_no_subdistricts_are_loaded() -> None:
    rows = load("diw-factory-data__positions.csv", areas=a_country(4))
    assert rows["utm 47"].facility.position_method == PositionMethod.REPAIRED
    assert rows["no decimal point elsewhere"].facility.position_method == PositionMethod.CENTROID


ESTATE_ROWS = {
    "plain": ("shared", "position_shared"),
    "dms": ("own", None),
    "swapped": ("shared", "position_swapped"),
    "no decimal point": ("none", "repair_unchecked"),
    "utm 47": ("none", "repair_unchecked"),
    "zero": ("none", "position_missing"),
    "dash": ("none", "position_missing"),
    "words": ("none", "position_unreadable"),
    "abroad": ("none", "position_outside_thailand"),
    "in another province": ("wrong", "outside_subdistrict"),
    "off the coast": ("own", "outside_subdistrict"),
}


def test_estates_get_a_point_of_stated_worth_or_none() -> None:
    rows = load("ieat-estate__positions.csv")
    said = {name: (str(rows[name].estate.point_quality), _rule(rows[name])) for name in ESTATE_ROWS}
    assert said == ESTATE_ROWS
    assert all((row.estate.point is None) == (row.estate.point_quality == "none") for row in rows.values())


def test_a_stated_reference_system_is_the_only_reading() -> None:
    (row,) = load("generic__indian_1975.csv", a_mapped("generic__indian_1975.yaml")).values()
    assert row.facility.position is not None
    assert abs(row.facility.position.lon - 100.507472) < 0.00002
    assert abs(row.facility.position.lat - 13.754342) < 0.00002
    assert row.facility.position_raw == "663314, 1520765"


@pytest.mark.parametrize(
    ("name", "method", "rules"),
    [
        ("agreeing", STATED, set()),
        ("differing", STATED, {"positions_differ"}),
        ("columns only", STATED, set()),
        ("shape only", STATED, set()),
        ("shape exchanged", REPAIRED, {"position_swapped"}),
        ("shape at zero", STATED, set()),
        ("plotted elsewhere", STATED, {"plotted_elsewhere", "outside_subdistrict"}),
        ("abroad", CENTROID, {"position_outside_thailand"}),
    ],
)
def test_two_statements_of_one_place_are_weighed(name: str, method: str, rules: set[str]) -> None:
    row = load("diw-shapefile__two_positions.geojson")[name]
    assert (str(row.facility.position_method), row.rules) == (method, rules)


def _rule(row: Loaded) -> str | None:
    """The first rule about the place."""
    return next((problem.rule for problem in row.reading.problems if problem.rule.startswith(OF_PLACE)), None)
