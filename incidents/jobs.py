"""Work of the worker that `script/run` starts beside the web server."""

from django.utils import timezone
from procrastinate.contrib.django import app

from geo.changes import Actor
from incidents.episodes import regroup_lately

_QUEUE = "incidents"


@app.periodic(cron="* * * * *")
@app.task(queue=_QUEUE, name="group_episodes", queueing_lock="group_episodes", lock="group_episodes")
def group_episodes(timestamp: int) -> None:
    """Every minute, and not at every filing: the answer to a reporter waits for nothing, and a storm costs no more."""
    regroup_lately(actor=Actor("group_episodes"), now=timezone.now())
