"""Work that outlives a request: done by the worker that `script/run` starts beside the web server."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from facilities.imports.advancing import advance_run
from facilities.models import ImportRun, RunState

_QUEUE = "imports"
_ENDED = (RunState.STOPPED, RunState.FAILED)


def enqueue(run: ImportRun) -> None:
    """Have the worker take the load as far as it goes; a stopped or failed one goes on. One of a profile at a time."""
    if run.state in _ENDED:
        run.state, run.stop_asked, run.finished_at = RunState.WAITING, False, None
        run.save(update_fields=["state", "stop_asked", "finished_at"])
    import_register.configure(lock=f"import {run.profile}").defer(run_id=run.pk)


@app.task(queue=_QUEUE, name="import_register")
def import_register(run_id: int) -> None:
    """Read, compare and, where it may, apply one load. One that was stopped while it waited stays stopped."""
    if not ImportRun.objects.filter(pk=run_id, state=RunState.STOPPED).exists():
        advance_run(run_id)


@app.periodic(cron="* * * * *")
@app.task(queue=_QUEUE, name="take_up_again", queueing_lock="take_up_again", pass_context=True)
async def take_up_again(context: JobContext, timestamp: int) -> None:
    """Jobs of a worker that was killed begin again; nothing of theirs was half done."""
    for job in await context.app.job_manager.get_stalled_jobs(queue=_QUEUE):
        await context.app.job_manager.retry_job(job)
