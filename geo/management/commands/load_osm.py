"""`manage.py load_osm FILE.osm.pbf`: roads, railways, water and names for the backdrop of the map."""

import re
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from geo.changes import Actor
from geo.errors import PhangUtError
from geo.ground import extract, store
from geo.models import GroundEdition

ACTOR = Actor("load_osm")


class Command(BaseCommand):
    """Parses, calls, prints."""

    help = (
        "Read roads, railways, water and names of places from an OpenStreetMap extract for the backdrop of the map. "
        "It may be the file that build_roads reads. Reports only; nothing is written without --apply."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """See --help."""
        parser.add_argument("file", type=Path, nargs="?", help="such as thailand-latest.osm.pbf")
        parser.add_argument("--name", default="", help="what it replaces when loaded again; by default from the file")
        parser.add_argument("--source", default=store.Wish.source, help="shown on the map")
        parser.add_argument("--licence", default=store.Wish.licence)
        parser.add_argument("--apply", action="store_true", help="write it, replacing what the name brought before")
        parser.add_argument("--remove", metavar="NAME", default="", help="take an extract off the map again")

    def handle(self, *args: Any, **given: Any) -> None:
        """Raises `CommandError` with the rule where the file is refused."""
        try:
            if given["remove"]:
                self._remove(given["remove"])
            elif given["file"] is None:
                self._list()
            else:
                self._load(given)
        except PhangUtError as error:
            raise CommandError(error.detail) from error

    def _load(self, given: dict[str, Any]) -> None:
        origin = extract.inspect(given["file"])
        name = given["name"] or _name_of(origin.path)
        self.stdout.write(f"{origin.path.name}: {origin.size:,} bytes, shows {origin.shows or 'an unknown day'}")
        if not given["apply"]:
            self._report(store.look(origin, self._progress).counts)
            self.stdout.write("Nothing was written. Add --apply to store it.")
            return
        wish = store.Wish(name, given["source"], given["licence"])
        outcome = store.load(origin, wish, actor=ACTOR, told=self._progress)
        self._report(outcome.counts)
        self.stdout.write(f"{name!r} is " + ("loaded already; nothing to do" if outcome.same else "on the map now"))

    def _remove(self, name: str) -> None:
        edition = GroundEdition.objects.filter(name=name).first()
        if edition is None:
            raise CommandError(f"--remove: no extract is called {name!r}")
        store.remove(edition, actor=ACTOR)
        self.stdout.write(f"{name!r} is off the map")

    def _list(self) -> None:
        for edition in GroundEdition.objects.order_by("name"):
            told = f"{edition.name}: {edition.file}, shows {edition.data_date or 'an unknown day'}, {edition.licence}"
            self.stdout.write(told)

    def _report(self, counts: dict[str, int]) -> None:
        for kind, count in counts.items():
            self.stdout.write(f"{kind}: {count:,}")

    def _progress(self, count: int) -> None:
        self.stderr.write(f"{count:,} objects read")


def _name_of(path: Path) -> str:
    """`thailand` for `thailand-latest.osm.pbf` and `thailand-251101.osm.pbf`, so that the newer replaces the older."""
    plain = path.name[: path.name.index(".osm")]
    return re.sub(r"-(latest|[\d-]+)$", "", plain)[:60] or "osm"
