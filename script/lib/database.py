"""Two questions about the database at DATABASE_URL, asked without Django: is it usable, and is demo data wanted?"""

import os
import re
import sys

import psycopg


def main(question: str) -> None:
    """Exit 0 for yes, 1 for no; an unusable database is explained on stderr."""
    try:
        with psycopg.connect(_url(), connect_timeout=10) as connection:
            sys.exit({"usable": _complaint, "wants-demo": _satisfied}[question](connection))
    except psycopg.OperationalError as error:
        sys.exit(f"The database at DATABASE_URL does not answer: {error}")


def _url() -> str:
    # libpq does not know Django's name for the same thing.
    return re.sub("^postgis:", "postgres:", os.environ["DATABASE_URL"])


def _complaint(connection: psycopg.Connection) -> str | None:
    """None when all is well: sys.exit then means success."""
    if connection.info.server_version < 150000:
        return "The database at DATABASE_URL is older than PostgreSQL 15."
    if not connection.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'").fetchone():
        return "The server at DATABASE_URL has no PostGIS; install it there (Debian: postgresql-NN-postgis-3)."
    return None


def _satisfied(connection: psycopg.Connection) -> bool:
    """Whether there are facilities and no loading of demo data was interrupted."""
    row = connection.execute(
        "SELECT EXISTS (SELECT FROM facilities_facility)"
        " AND NOT EXISTS (SELECT FROM fixtures_demoload WHERE finished_at IS NULL)"
    ).fetchone()
    return bool(row and row[0])


if __name__ == "__main__":
    main(sys.argv[1])
