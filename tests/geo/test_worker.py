"""The worker outlives the database, and ends when it is told to."""

import psycopg
import pytest
from procrastinate.exceptions import ConnectorException

from geo.management.commands.worker import outlive


@pytest.mark.parametrize("error", [ConnectorException("away"), psycopg.OperationalError("away")])
def test_work_begins_again_after_the_database_was_lost(error: Exception) -> None:
    tries, said, pauses = iter([error, error, None]), list[str](), list[float]()

    def work() -> None:
        if (trouble := next(tries)) is not None:
            raise trouble

    outlive(work, said.append, pauses.append)
    assert (len(said), len(pauses), list(tries)) == (2, 2, [])


def test_any_other_trouble_ends_it() -> None:
    def work() -> None:
        raise ValueError("a mistake")

    with pytest.raises(ValueError, match="a mistake"):
        outlive(work, print, print)
