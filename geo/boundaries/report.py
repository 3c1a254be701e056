"""What a person reads after an import of boundaries."""

import io
from typing import Protocol

from rich import box
from rich.console import Console
from rich.table import Table

from geo.boundaries.gather import Finding, Gathered
from geo.boundaries.store import Outcome

_SAID = {
    Outcome.WOULD_LOAD: "Nothing was written. Add --apply to store this edition.",
    Outcome.UNCHANGED: "Nothing changed: this edition is stored with exactly these areas.",
    Outcome.LOADED: "Stored, not in force. Look at it, then run again with --apply --activate.",
    Outcome.ACTIVATED: "Stored and in force.",
}
_MISSING_SHOWN = 40


class Writable(Protocol):
    """A command's standard output."""

    def write(self, text: str) -> object: ...


def show(gathered: Gathered, outcome: Outcome, *, level: str, to: Writable) -> None:
    """Findings by row, counts, what is missing, what was done. Fixed width, so that logs read the same."""
    text = io.StringIO()
    console = Console(file=text, width=160, highlight=False, no_color=True)
    for note in gathered.notes:
        console.print(note)
    if gathered.findings:
        console.print(_findings(gathered.findings))
    console.print(
        f"{level}: {gathered.read} read, {len(gathered.areas)} good, of these {gathered.repaired} repaired; "
        f"{gathered.refused} refused; {len(gathered.missing)} known areas missing"
    )
    _missing(console, gathered)
    console.print(_SAID[outcome])
    to.write(text.getvalue())


def _findings(findings: tuple[Finding, ...]) -> Table:
    table = Table("row", "area", "what", "done", box=box.SIMPLE)
    for finding in findings:
        done = "refused" if finding.refused else finding.done
        table.add_row(str(finding.row), finding.area, finding.wrong, done)
    return table


def _missing(console: Console, gathered: Gathered) -> None:
    if not gathered.missing:
        return
    named = ", ".join(f"{area.code} {area.name_th}" for area in gathered.missing[:_MISSING_SHOWN])
    rest = len(gathered.missing) - _MISSING_SHOWN
    console.print(f"missing: {named}{f' and {rest} more' if rest > 0 else ''}")
