"""Licences of one operator at one address are one site, where they stand near and are not too many."""

from pathlib import Path

import pytest

from facilities.imports import addresses, applying, staging_sql
from facilities.imports.watching import Stopped, Watch
from facilities.models import Facility, ImportProblem, ImportRun, RunState
from tests.facilities.imports.feeds import load, row, written

pytestmark = pytest.mark.django_db

HERE = "13.8000"
NEAR = "13.8040"  # 440 m
FAR = "13.8540"  # 6 km
FAR_NEAR = "13.8570"
NOWHERE = "0"


def at(number: int, latitude: str, **changes: str) -> dict[str, str]:
    """One licence of the one operator at the one address, standing there."""
    return row(number, FADDR="9", LAT=latitude, **changes)


def sites() -> list[list[str]]:
    """The licences of each site by their running number, in order of the sites."""
    found = Facility.objects.order_by("pk").prefetch_related("records")
    return [sorted(record.raw["FNAME"].split()[-1] for record in site.records.all()) for site in found]


def noted(run: ImportRun) -> list[tuple[int, str, str]]:
    """What is noted of addresses."""
    found = ImportProblem.objects.filter(run=run, rule__startswith="site_").order_by("row")
    return list(found.values_list("row", "rule", "detail"))


@pytest.mark.parametrize(
    ("latitudes", "expected"),
    [
        ([HERE, NEAR], [["1", "2"]]),
        ([HERE, FAR], [["1"], ["2"]]),
        ([HERE, FAR, NEAR, FAR_NEAR], [["1", "3"], ["2", "4"]]),
        ([NOWHERE, FAR, HERE], [["1", "2"], ["3"]]),
        ([NOWHERE, NOWHERE], [["1", "2"]]),
        ([HERE, NEAR, "13.8080"], [["1", "2"], ["3"]]),
    ],
)
def test_an_address_groups_what_stands_near_its_founder(
    tmp_path: Path, latitudes: list[str], expected: list[list[str]]
) -> None:
    load(written(tmp_path / "data.csv", [at(n, latitude) for n, latitude in enumerate(latitudes, 1)]))
    assert sorted(sites()) == expected


def test_a_later_licence_joins_the_site_it_stands_near(tmp_path: Path) -> None:
    rows = [at(1, HERE), at(2, FAR)]
    load(written(tmp_path / "data.csv", rows))
    load(written(tmp_path / "more.csv", [*rows, at(3, FAR_NEAR), at(4, NEAR), at(5, "13.9"), at(6, NOWHERE)]))
    assert sites() == [["1", "4", "6"], ["2", "3"], ["5"]]


def test_a_site_without_a_point_takes_the_first_ones_that_have_one(tmp_path: Path) -> None:
    load(written(tmp_path / "data.csv", [at(1, NOWHERE)]))
    load(written(tmp_path / "more.csv", [at(1, NOWHERE), at(2, HERE), at(3, FAR), at(4, NEAR)]))
    assert sites() == [["1", "2", "4"], ["3"]]


def test_an_address_that_reaches_too_far_is_noted(tmp_path: Path) -> None:
    run = load(written(tmp_path / "data.csv", [row(7), at(1, HERE), at(2, NEAR), at(3, FAR)]))
    assert noted(run) == [(2, "site_scattered", "3 rows, 5974 m")]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """No site has more than three licences."""
    monkeypatch.setitem(staging_sql._BOUNDS, "site_most", 3)


@pytest.mark.usefixtures("few")
def test_an_address_of_too_many_rows_groups_nothing_and_is_noted(tmp_path: Path) -> None:
    run = load(written(tmp_path / "data.csv", [at(number, HERE) for number in range(1, 5)]))
    assert sites() == [["1"], ["2"], ["3"], ["4"]]
    assert noted(run) == [(1, "site_placeholder", "4 rows")]


@pytest.mark.usefixtures("few")
def test_a_full_address_takes_no_more_in_later_loads(tmp_path: Path) -> None:
    rows = [at(number, HERE) for number in range(1, 5)]
    load(written(tmp_path / "data.csv", rows))
    load(written(tmp_path / "more.csv", [*rows, at(5, HERE)]))
    assert sites() == [["1"], ["2"], ["3"], ["4"], ["5"]]


def test_the_largest_real_site_may_be_one() -> None:
    assert addresses.MOST_OF_A_SITE > 21


def test_sites_are_settled_in_parts_of_about_as_many_records() -> None:
    parts = applying._parts([(1, 400), (2, 700), (3, 2_000), (4, 1)])
    assert list(parts) == [[1, 2], [3], [4]]


def test_a_stop_while_sites_are_settled_takes_the_load_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop_in_the_second_part(_watch: object, step: str, done: int, _total: int | None = None) -> None:
        if step == "applying" and done:
            raise Stopped

    monkeypatch.setattr(applying, "_SETTLED_AT_ONCE", 2)
    monkeypatch.setattr(Watch, "report", stop_in_the_second_part)
    run = load(written(tmp_path / "data.csv", [at(1, HERE), at(2, NEAR), at(3, FAR), at(4, FAR_NEAR)]))
    assert (run.state, Facility.objects.count()) == (RunState.STOPPED, 0)
