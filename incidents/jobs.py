"""Work of the worker that `script/run` starts beside the web server."""

from django.utils import timezone
from procrastinate.contrib.django import app

from geo.changes import Actor
from incidents.competence import reasking
from incidents.dashboard import keeping
from incidents.episodes import regroup_lately
from incidents.models import Report
from incidents.notices.sending import send_waiting
from incidents.outside import jobs as outside_jobs
from incidents.reattribution import reattribute
from incidents.reminding import warn
from incidents.reporter import close_unanswered
from incidents.retention import forget
from incidents.sealing import seal_day

__all__ = ["outside_jobs", "reasking"]

_QUEUE = "incidents"


@app.periodic(cron="* * * * *")
@app.task(queue=_QUEUE, name="group_episodes", queueing_lock="group_episodes", lock="group_episodes")
def group_episodes(timestamp: int) -> None:
    """Every minute, and not at every filing: the answer to a reporter waits for nothing, and a storm costs no more."""
    regroup_lately(actor=Actor("group_episodes"), now=timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(queue=_QUEUE, name="warn_of_deadlines", queueing_lock="warn_of_deadlines", lock="warn_of_deadlines")
def warn_of_deadlines(timestamp: int) -> None:
    """Tell of cases whose limit comes near or is over: once before it, once after."""
    warn(timezone.now())


@app.periodic(cron="40 * * * *")
@app.task(queue=_QUEUE, name="close_unanswered", queueing_lock="close_unanswered", lock="close_unanswered")
def close_what_is_unanswered(timestamp: int) -> None:
    """Close what is resolved once the reporter's time to answer is over."""
    close_unanswered(timezone.now(), actor=Actor("close_unanswered"))


@app.periodic(cron="20 17 * * *")
@app.task(queue=_QUEUE, name="seal_chains", queueing_lock="seal_chains", lock="seal_chains")
def seal_chains(timestamp: int) -> None:
    """Just after midnight in Bangkok: seal all chains as they are."""
    seal_day(timezone.localdate(), now=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(queue=_QUEUE, name="send_notices", queueing_lock="send_notices", lock="send_notices")
def send_notices(timestamp: int) -> None:
    """Every minute: what people asked to be told of, and what could not be sent before."""
    send_waiting(timezone.now())


@app.periodic(cron="10 19 * * *")
@app.task(queue=_QUEUE, name="forget_what_is_due", queueing_lock="forget_what_is_due", lock="forget_what_is_due")
def forget_what_is_due(timestamp: int) -> None:
    """In the night of Bangkok: erase personal data whose time is over."""
    forget(timezone.now())


@app.periodic(cron="10 19 * * *")
@app.task(queue=_QUEUE, name="reattribute_open", queueing_lock="reattribute_open", lock="reattribute_open")
def reattribute_open(timestamp: int) -> None:
    """At night in Bangkok: open cases follow what changed in the register, in boundaries and in rules."""
    reattribute(Report.objects.open(), actor=Actor("reattribute_open"), now=timezone.now(), apply=True)


@app.periodic(cron="*/5 * * * *")
@app.task(queue=_QUEUE, name="count_for_dashboard", queueing_lock="count_for_dashboard", lock="count_for_dashboard")
def count_for_dashboard(timestamp: int) -> None:
    """Count what the dashboard cannot count while somebody waits; less often where it takes long."""
    now = timezone.now()
    if keeping.due(now):
        keeping.refresh(now)


@app.periodic(cron="25 18 * * *")
@app.task(
    queue=_QUEUE, name="count_for_dashboard_anew", queueing_lock="count_for_dashboard_anew", lock="count_for_dashboard"
)
def count_for_dashboard_anew(timestamp: int) -> None:
    """At night in Bangkok: count from all steps, also from any that were stored in another order than numbered."""
    keeping.refresh(timezone.now(), anew=True)
