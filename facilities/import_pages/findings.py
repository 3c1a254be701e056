"""What a run found, prepared for the page: problems grouped by rule or row by row, differences field by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from facilities.import_pages.area_words import AreaNames, names_for
from facilities.import_pages.run_list import key
from facilities.imports.differences import Difference, Kind, differences
from facilities.imports.problems import RULES
from facilities.models import ImportProblem, ImportRun
from geo.errors import BadInput
from geo.layers import Text

PAGE = 50
REPAIRS = frozenset({"position_repaired", "position_swapped", "date_in_buddhist_era", "footprint_mended"})
"""Rules that say what was put right, not what is wrong."""


@dataclass(frozen=True, slots=True)
class Group:
    """One rule: how many rows broke it, and how many of them were refused for it."""

    rule: str
    count: int
    refused: int

    @property
    def words(self) -> Text:
        """The rule in words."""
        return rule_words(self.rule)


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """Problems in order of the rows; `names` of the areas they speak of; `next_address` is empty on the last page."""

    problems: list[ImportProblem]
    names: AreaNames
    rule: str
    next_address: str


@dataclass(frozen=True, slots=True)
class DifferencePage:
    """Differences of one kind in order of their key; `next_address` is empty on the last page."""

    differences: list[Difference]
    kind: Kind
    next_address: str


def rule_words(rule: str) -> Text:
    """A rule of `RULES` in words; its code where a stored run knows a rule that is gone."""
    return RULES.get(rule, rule)


def groups(run: ImportRun) -> list[Group]:
    """Every rule that was broken: refusing ones first, then by how often."""
    found = (
        run.problems.values("rule")
        .annotate(count=Count("pk"), out=Count("pk", filter=Q(refused=True)))
        .order_by("rule")
    )
    listed = [Group(row["rule"], row["count"], row["out"]) for row in found]
    return sorted(listed, key=lambda group: (-group.refused, -group.count))


def problem_page(run: ImportRun, query: Mapping[str, str]) -> ProblemPage:
    """Those of `rule` (all without it) after the problem `after`. Raises `BadInput`."""
    rule, (row, pk) = query.get("rule", "")[:40].replace("\0", ""), _place(query.get("after", ""))
    chosen = run.problems.filter(rule=rule) if rule else run.problems.all()
    found = list(after(chosen, row, pk)[: PAGE + 1])
    more = len(found) > PAGE
    shown = found[:PAGE]
    following = _address(rule=rule, after=f"{shown[-1].row}-{shown[-1].pk}") if more else ""
    return ProblemPage(shown, names_for(shown), rule, following)


def difference_page(run: ImportRun, query: Mapping[str, str]) -> DifferencePage:
    """Those of the kind asked for, else of the first kind there is. Raises `BadInput`."""
    kind = _kind(query.get("kind", "")) or _first_kind(run)
    found = differences(run, PAGE + 1, query.get("after", "")[:80].replace("\0", ""), kind)
    shown = found[:PAGE]
    return DifferencePage(shown, kind, _address(kind=kind, after=shown[-1].key) if len(found) > PAGE else "")


def after(problems: "QuerySet[ImportProblem]", row: int, pk: int) -> "QuerySet[ImportProblem]":
    """In order of the rows, those after one of them; row -1 is before all."""
    return problems.filter(Q(row__gt=row) | Q(row=row, pk__gt=pk)).order_by("row", "pk")


def _place(text: str) -> tuple[int, int]:
    row, _dash, pk = text.partition("-")
    numbers = key("after", row), key("after", pk)
    return (-1, 0) if numbers[0] is None else (min(numbers[0], 2**31 - 1), numbers[1] or 0)


def _kind(text: str) -> Kind | None:
    for kind in get_args(Kind):
        if text == kind:
            return kind  # type: ignore[no-any-return]
    if text:
        raise BadInput(
            _("The filter %(name)s has a value it does not know") % {"name": "kind"}, field="kind", value=text
        )
    return None


def _first_kind(run: ImportRun) -> Kind:
    kinds: tuple[Kind, ...] = ("changed", "new", "absent")
    return next((kind for kind in kinds if run.counts.get(kind)), "changed")


def _address(**query: str) -> str:
    return "?" + urlencode({name: value for name, value in query.items() if value})
