"""Build the road graph for travel times from an OpenStreetMap extract. Reports only, unless `--apply` is given."""

import re
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from geo.errors import PhangUtError
from inspections.roadgraph import PROFILE, Origin, build, current_graph, inspect


class Command(BaseCommand):
    """See the module docstring."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE, `--name`, `--apply`."""
        parser.add_argument("file", type=Path, help="OpenStreetMap extract, such as thailand-latest.osm.pbf")
        parser.add_argument("--name", default="", help="name of the graph; by default that of the file")
        parser.add_argument("--apply", action="store_true", help="build it and make it current")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what the file is; build and switch if asked."""
        name = options["name"] or options["file"].name.split(".")[0]
        if not re.fullmatch(r"[^\s/.][^\s/]{0,59}", name):
            raise CommandError(f"--name has at most 60 characters, no blank or slash, no dot first; it is {name!r}")
        try:
            origin = inspect(options["file"])
            self.report(origin, name)
            self.finish(origin, name, apply=options["apply"])
        except PhangUtError as error:
            raise CommandError(error.detail) from error

    def finish(self, origin: Origin, name: str, *, apply: bool) -> None:
        """Build and switch, or say that nothing was written."""
        if not apply:
            self.stdout.write("Nothing is written without --apply.")
            return
        graph = build(origin, name, settings.GRAPH_DIR)
        self.stdout.write(self.style.SUCCESS(f"built:   {graph.base.parent} is now current"))

    def report(self, origin: Origin, name: str) -> None:
        """Source, date, size, hash; how driving sides are decided; what is in use now."""
        graph = current_graph(settings.GRAPH_DIR)
        for line in (
            f"source:  {origin.path} ({origin.size:,} bytes, dated {origin.date})",
            f"sha256:  {origin.sha256}",
            f"profile: {PROFILE} of osrm-bindings; driving side per road from its coordinates (Thailand: left)",
            f"target:  {settings.GRAPH_DIR / origin.folder(name)}",
            f"in use:  {graph.base.parent if graph else 'none, travel times are estimated'}",
        ):
            self.stdout.write(line)
