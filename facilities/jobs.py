"""Work that outlives a request: done by the worker that `script/run` starts beside the web server."""

from procrastinate.contrib.django import app

from facilities.imports.advancing import advance_run
from facilities.models import ImportRun


def enqueue(run: ImportRun) -> None:
    """Have the worker take the load as far as it goes. Two loads of one profile run one after the other."""
    import_register.configure(lock=f"import {run.profile}").defer(run_id=run.pk)


@app.task(queue="imports", name="import_register")
def import_register(run_id: int) -> None:
    """Read, compare and, where it may, apply one load."""
    advance_run(run_id)
