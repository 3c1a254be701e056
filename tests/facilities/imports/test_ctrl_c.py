"""Ctrl-C at a terminal: the load ends at once, says what became of it, and can be taken up again."""

from pathlib import Path
from typing import Any, NoReturn

import pytest
from django.core.management import CommandError, call_command

from facilities.imports import applying, examining
from facilities.models import Facility, ImportRun, RunState
from tests.facilities.imports.feeds import feed, written

pytestmark = pytest.mark.django_db(transaction=True)


def interrupted(*_given: Any, **_named: Any) -> NoReturn:
    """As Python does it to whatever is running."""
    raise KeyboardInterrupt


@pytest.mark.parametrize("moment", [(examining, "examine"), (applying, "finish")])
def test_a_load_ends_with_one_clear_line_and_goes_on_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: tuple[Any, str]
) -> None:
    file = written(tmp_path / "feed.csv", feed(4))
    with monkeypatch.context() as patched:
        patched.setattr(*moment, interrupted)
        with pytest.raises(CommandError, match="Nothing was written") as caught:
            call_command("import_facilities", str(file), profile="diw-factory-data", apply=True, summary=True)
    run = ImportRun.objects.get()
    assert (caught.value.returncode, run.state, Facility.objects.count()) == (130, RunState.STOPPED, 0)
    assert f"--resume {run.pk}" in str(caught.value)
    call_command("import_facilities", resume=run.pk, summary=True)
    run.refresh_from_db()
    assert (run.state, Facility.objects.count()) == (RunState.APPLIED, 4)
