"""Loads that may be killed at any moment: `python -m ...` reads `URL RUN` lines, and answers each with two numbers.

The first is the process that begins with the load now, the second its exit status, when it has ended. Each load is a
child of this process, which has imported everything: starting Python and Django would take longer than the load.
"""

import os
import sys
from urllib.parse import urlsplit

import django


def main() -> None:
    """Until there are no more lines. No connection is open when a child begins."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geo.settings")
    django.setup()
    from facilities.imports.runs import advance_run

    for line in sys.stdin:
        url, run_id = line.split()
        child = os.fork()
        if not child:
            failed = 1
            try:
                _point_at(url)
                advance_run(int(run_id))
                failed = 0
            finally:
                os._exit(failed)
        _say(child)
        _say(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def _point_at(url: str) -> None:
    from django.db import connection

    place = urlsplit(url)
    connection.settings_dict |= {
        "NAME": place.path[1:],
        "HOST": place.hostname,
        "PORT": place.port,
        "USER": place.username,
    }


def _say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
