"""Fills a database for interruptions: `python -m ... FOLDER`. Run 1 is applied, run 2 waits."""

import os
import sys
from pathlib import Path

import django


def main() -> None:
    """Migrates, loads the factory types, loads one feed and starts the next."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geo.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, skip_checks=True)
    from facilities.imports.runs import start_run
    from tests.builders_imports import NOW
    from tests.facilities.imports.feeds import ACTOR, feed, load, row, written

    file = Path(sys.argv[1]) / "feed.csv"
    load(written(file, feed(300)))
    there = {"FADDR": "99/1", "FNAME": "โรงงานรวม"}
    later = [{**held, "HP": "7"} if number % 20 == 0 else held for number, held in enumerate(feed(600))]
    later = [*later[:40], *later[45:], *(row(number, **there) for number in range(900, 910))]
    start_run(written(file, later), profile="diw-factory-data", actor=ACTOR, now=NOW, wants_apply=True)


if __name__ == "__main__":
    main()
