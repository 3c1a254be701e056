"""The tables in the order in which a head of office reads them, registered when the service starts."""

from collections.abc import Callable

from incidents.dashboard import late_tables, open_tables, pace_tables, public_tables, register_tables, trend
from incidents.dashboard.asked import Asked
from incidents.dashboard.keeping import figures
from incidents.dashboard.sections import Build, register
from incidents.dashboard.tables import Table
from incidents.models import KeptFigures


def publish() -> None:
    """Called once, in `AppConfig.ready()`."""
    register("longest", late_tables.longest)
    register("subjects", open_tables.by_subject)
    register("weeks", _kept(trend.by_week))
    register("offices", open_tables.by_office)
    register("pace", _kept(pace_tables.by_subject))
    register("areas", late_tables.by_area)
    register("pace-offices", _kept(pace_tables.by_office))
    register("provinces", _kept(public_tables.by_province))
    register("facilities", register_tables.by_kind)
    register("positions", register_tables.by_position)


def kept(asked: Asked) -> KeptFigures | None:
    """Of when the trends are; None while they are counted for the first time."""
    return asked.once("kept figures", lambda: figures(asked.now))


def _kept(build: Callable[[Asked, KeptFigures | None], Table | None]) -> Build:
    return lambda asked: build(asked, kept(asked))
