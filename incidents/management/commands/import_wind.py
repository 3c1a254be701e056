"""`manage.py import_wind FILE`: wind readings for the ranking of likely sites."""

from typing import Any

from geo.changes import Actor
from incidents.management.loading import LoadingCommand
from incidents.ranking.loading import Loaded, load_wind

ACTOR = Actor("import_wind")


class Command(LoadingCommand):
    """Readings of stations."""

    help = (
        "Read wind readings from a table with the columns time, lon, lat, from_degrees, speed_ms and source. "
        "Reports only; nothing is written without --apply. "
    )

    def load(self, given: dict[str, Any]) -> Loaded:
        """See `load_wind`."""
        return load_wind(given["file"], actor=ACTOR, apply=given["apply"])
