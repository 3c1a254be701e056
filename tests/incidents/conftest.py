"""The small country of the builders, for every test that asks for it."""

from collections.abc import Iterator

import pytest

from incidents import deadlines
from incidents.ranking import cause_table
from tests.builders_incidents import a_country


@pytest.fixture
def country(db: None) -> None:
    """Three provinces, their offices, the categories."""
    a_country()


@pytest.fixture(autouse=True)
def no_kept_causes() -> Iterator[None]:
    """What a test reads of the table of causes goes with the test, as its rows do."""
    cause_table.forget()
    yield
    cause_table.forget()


@pytest.fixture
def limits(country: None) -> None:
    """The limits that ship with the product."""
    deadlines.load_deadlines()
