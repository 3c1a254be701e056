"""What is told of reports as it happens: numbers and states, never words or places."""

from collections.abc import Iterator, Sequence

from geo.events import Told, register
from geo.events.channels import Heard
from incidents import layer
from incidents.models import Report

CHANNEL = "phangut_incidents"
"""The database's own trigger tells it of every step (migration 0005)."""

TOPIC = "incidents"


def publish() -> None:
    """Called once, in `AppConfig.ready()`."""
    register(CHANNEL, TOPIC, may="incidents.view_report", shape=shape, version=layer.version)


def shape(heard: Sequence[Heard]) -> Iterator[Told]:
    """The last step of each report, and whether it is new; those of a restricted circle for that circle only."""
    last = {int(one["report"]): one for one in heard}
    new = {int(one["report"]) for one in heard if one["step"] == 1}
    narrow = set(Report.objects.filter(pk__in=last, category__urgency="restricted").values_list("pk", flat=True))
    for key, one in last.items():
        data = {"id": key, "state": one["state"], "kind": one["kind"], "new": key in new}
        yield Told(data, "incidents.view_restrictedreport" if key in narrow else "")
