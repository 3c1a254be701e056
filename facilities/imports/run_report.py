"""What a load found and did, as lines for a terminal. The last line holds the counts."""

from django.db.models import Count
from rich.console import Console
from rich.markup import escape

from facilities.imports.problems import RULES, Problem
from facilities.models import ImportProblem, ImportRun, RunState


def print_report(console: Console, run: ImportRun, *, rows: bool) -> None:
    """Problems row by row or counted, why it is held, and the counts."""
    found = ImportProblem.objects.filter(run=run).order_by("-refused", "row", "pk")
    if rows:
        for problem in found.iterator():
            console.print(escape(_line(problem)))
    for rule, count in found.order_by().values_list("rule").annotate(count=Count("pk")).order_by("-count", "rule"):
        console.print(escape(f"{count:6d}  {RULES.get(rule, rule)}"))
    for note in run.counts.get("notes", []):
        console.print(escape(f"{note}."))
    for reason in run.held_for:
        console.print(escape(f"Held: {reason['detail']}"))
    console.print(f"Load {run.pk}: {run.get_state_display()}")
    console.print(escape(summary(run)))


def summary(run: ImportRun) -> str:
    """The end of the report; its last line holds the counts."""
    counts = run.counts
    if not counts:
        return "0 read, 0 changes"
    rest = f"{counts['refused']} refused, {counts['problems']} problems"
    if not counts["new"] and not counts["changed"]:
        return f"{rest}\n{counts['read']} read, 0 changes"
    if run.state == RunState.APPLIED:
        return f"{counts['read']} read, {counts['new']} stored, {counts['changed']} changed, {rest}"
    wanted = f"{counts['read']} read, {counts['new']} to store, {counts['changed']} to change, {rest}"
    return f"{what_now(run)}\n{wanted}"


def what_now(run: ImportRun) -> str:
    """What became of the register, and what a person can do next."""
    if run.state == RunState.APPLIED:
        return "It is in the register."
    if run.state == RunState.HELD:
        return f"Nothing was written. A person decides: --accept {run.pk} or --reject {run.pk}, with --reason."
    if run.state == RunState.REJECTED:
        return "Nothing was written, and nothing of this load will be."
    if run.state == RunState.STOPPED:
        return f"Nothing was written. Go on with --resume {run.pk}."
    return "Nothing was written. Add --apply to write."


def _line(problem: ImportProblem) -> str:
    verdict = "refused" if problem.refused else "kept"
    words = Problem(problem.row, problem.key, problem.field, problem.value, problem.rule, problem.detail).words
    return f"row {problem.row}  {problem.key}  {problem.field}={problem.value!r}  {verdict}: {words}"
