"""How the pages of imports write what a run is and what it found."""

from typing import Any

from django import template
from django.utils import timezone

from facilities.import_pages import failures, file_words, findings, holds, words
from facilities.import_pages.column_words import column_words
from facilities.import_pages.details import detail_words
from facilities.import_pages.difference_words import kinds, lines
from facilities.import_pages.unchanged import unchanged
from facilities.imports.differences import Difference
from facilities.imports.runs import is_interrupted
from facilities.models import ImportProblem, ImportRun

register = template.Library()

register.filter("run_tone", words.tone)
register.filter("run_active", words.is_active)
register.filter("run_interrupted", is_interrupted)
register.filter("run_unchanged", unchanged)
register.filter("run_decidable", words.is_decidable)
register.filter("run_summary", words.summary)
register.filter("state_words", words.state_words)
register.filter("step_title", words.step_words)
register.filter("progress_numbers", words.progress_numbers)
register.filter("thousands", words.number)
register.filter("row_counts", words.row_counts)
register.filter("difference_count", words.difference_count)
register.filter("problem_count", words.problem_count)
register.filter("hold_reasons", holds.reasons)
register.filter("failure_words", failures.words_for)
register.filter("file_facts", file_words.facts)
register.filter("file_notes", file_words.notes)
register.filter("table_notes", file_words.table_notes)
register.filter("rule_words", findings.rule_words)
register.filter("difference_kinds", kinds)
register.filter("detail_words", detail_words)
register.filter("column_words", column_words)


@register.filter
def profile_title(run: ImportRun) -> Any:
    """The kind of file in words."""
    return words.title_of(run.profile)


@register.filter
def started_by(run: ImportRun) -> Any:
    """Who sent it."""
    return words.machine_or_person(run.started_by_label)


@register.filter
def took(run: ImportRun) -> str:
    """How long it took, or has taken so far."""
    return words.took(run, timezone.now())


@register.filter
def is_repair(problem: ImportProblem) -> bool:
    """Whether the problem says what was put right."""
    return problem.rule in findings.REPAIRS


@register.filter
def difference_lines(difference: Difference) -> list[tuple[Any, str, str]]:
    """Field, before, after."""
    return lines(difference)
