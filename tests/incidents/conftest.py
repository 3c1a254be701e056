"""The small country of the builders, for every test that asks for it."""

import pytest

from tests.builders_incidents import a_country


@pytest.fixture
def country(db: None) -> None:
    """Three provinces, their offices, the categories."""
    a_country()
