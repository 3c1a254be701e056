"""`manage.py worker`: does the long jobs, and outlives the database."""

import asyncio
import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any, cast

import psycopg
from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import DeleteJobCondition

_PAUSE_S = 2.0
AWAY = (ConnectorException, psycopg.Error)
"""What procrastinate's worker ends with when PostgreSQL stays away for half a minute."""


class Command(BaseCommand):
    """Procrastinate's worker, begun again whenever the database was away: jobs wait in the database meanwhile."""

    help = "Does jobs until it is stopped. When the database is away it waits for it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--concurrency", type=int, default=2, help="jobs at once")
        parser.add_argument("--grace", type=float, default=5.0, help="seconds that a job is given to end in")

    def handle(self, *args: Any, **options: Any) -> None:
        outlive(lambda: _work(options["concurrency"], options["grace"]), self.stderr.write)


def outlive(
    work: Callable[[], None], say: Callable[[str], object], pause: Callable[[float], None] = time.sleep
) -> None:
    """Do `work` until it ends by itself; begin again each time the database was lost, after a pause."""
    while True:
        try:
            return work()
        except AWAY as error:
            say(f"The worker lost the database and tries again: {error}")
            pause(_PAUSE_S)


def _work(concurrency: int, grace_s: float) -> None:
    asyncio.run(_serve(concurrency, grace_s))


async def _serve(concurrency: int, grace_s: float) -> None:
    # Not through procrastinate's own command, which answers a lost database by ending the process.
    connector = cast(DjangoConnector, app.connector).get_worker_connector()
    with app.replace_connector(connector) as worker:
        async with worker.open_async():
            await worker.run_worker_async(
                concurrency=concurrency, shutdown_graceful_timeout=grace_s, delete_jobs=DeleteJobCondition.SUCCESSFUL
            )
