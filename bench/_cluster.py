"""A PostgreSQL cluster that a measurement may kill: durable, as the product's own is, and thrown away at the end."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.facilities.imports.throwaway import Cluster, cluster

_DURABLE = """
unix_socket_directories = ''
listen_addresses = '127.0.0.1'
shared_buffers = 256MB
max_wal_size = 4GB
"""
"""fsync stays on: what is acknowledged must be there after a crash."""


@contextmanager
def durable_cluster() -> Iterator[Cluster]:
    """A running one, reachable from this machine only."""
    with cluster(_DURABLE) as made:
        yield made
