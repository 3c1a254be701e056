"""A PostgreSQL cluster that a measurement may kill: durable, as the product's own is, and thrown away at the end."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.facilities.imports.throwaway import REPO, Cluster, cluster


@contextmanager
def durable_cluster() -> Iterator[Cluster]:
    """A running one with the settings of the private cluster, durable ones among them."""
    with cluster(_settings()) as made:
        yield made


def _settings() -> str:
    """As script/lib/postgres.sh writes them."""
    command = f"source {REPO}/script/lib/postgres.sh && pg_settings"
    return subprocess.run(["bash", "-c", command], check=True, capture_output=True, text=True).stdout + "\n"
