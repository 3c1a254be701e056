"""The list of runs: those held for a person first, then the newest; filters from the address, paging by key."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from facilities.import_pages.door import stewards_only
from facilities.import_pages.words import profiles
from facilities.imports.profiles import PROFILES
from facilities.models import ImportRun, RunState
from geo.errors import BadInput

PAGE = 30


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; empty is everything. `before` is the number of the last run of the page before."""

    profile: str = ""
    state: str = ""
    before: int | None = None

    @classmethod
    def parse(cls, query: Mapping[str, str]) -> Self:
        """Raises `BadInput` naming the parameter that is none of the allowed values."""
        return cls(
            profile=_one_of("profile", query.get("profile", ""), list(PROFILES)),
            state=_one_of("state", query.get("state", ""), RunState.values),
            before=key("before", query.get("before", "")),
        )

    def address(self, **changes: object) -> str:
        """The query string of the same list with some parameters changed; without empty ones."""
        held = {"profile": self.profile, "state": self.state, **changes}
        query = urlencode({name: value for name, value in held.items() if value})
        return f"?{query}" if query else ""


@dataclass(frozen=True, slots=True)
class Page:
    """`held` are shown above the rest, on the first page; `next_address` is empty on the last one."""

    filters: Filters
    held: list[ImportRun]
    runs: list[ImportRun]
    next_address: str


def page(filters: Filters) -> Page:
    """The page that the filters ask for."""
    chosen = _chosen(filters)
    apart = not filters.state
    held = list(chosen.filter(state=RunState.HELD)[:PAGE]) if apart and filters.before is None else []
    rest = chosen.exclude(state=RunState.HELD) if apart else chosen
    if filters.before is not None:
        rest = rest.filter(pk__lt=filters.before)
    found = list(rest[: PAGE + 1])
    following = filters.address(before=found[PAGE - 1].pk) if len(found) > PAGE else ""
    return Page(filters, held, found[:PAGE], following)


@stewards_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The list with its filters."""
    context = {"page": page(Filters.parse(request.GET)), "profiles": profiles(), "states": RunState.choices}
    return render(request, "facilities/imports/list.html", context)


def key(name: str, text: str) -> int | None:
    """A number from a link to the next page, None where it is missing. Raises `BadInput`."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise BadInput(_("The page asked for does not begin at a row"), field=name, value=text)
    return int(text)


def _chosen(filters: Filters) -> "QuerySet[ImportRun]":
    wanted = {"profile": filters.profile, "state": filters.state}
    runs = ImportRun.objects.defer("mapping", "error").order_by("-pk")
    return runs.filter(**{name: value for name, value in wanted.items() if value})


def _one_of(name: str, value: str, allowed: list[str]) -> str:
    if value and value not in allowed:
        words = _("The filter %(name)s has a value it does not know") % {"name": name}
        raise BadInput(words, allowed=allowed, field=name, value=value)
    return value
