"""The query of GET requests, parsed: which requests, of which days, which page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.http import HttpRequest

from geo.errors import BadInput, NotFound
from geo.layers import Viewer
from incidents.guessing import by_code
from incidents.models import Category, Report, Urgency
from incidents.outside.moments import with_offset
from incidents.querysets.reports import ReportQuerySet
from incidents.states import OPEN, OVER
from incidents.tracking import parse_code

LONGEST_SPAN = timedelta(days=90)
MOST = 1_000
JURISDICTION = "phangut"
_PUBLIC = Viewer()


@dataclass(frozen=True, slots=True)
class Asked:
    """Which requests. `keys` overrides everything else, as the specification says."""

    keys: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    start: datetime | None = None
    end: datetime | None = None
    changed: tuple[datetime, datetime] | None = None
    states: tuple[str, ...] = ()
    page: int = 1
    size: int = MOST

    @classmethod
    def parse(cls, query: Mapping[str, str], *, now: datetime) -> "Asked":
        """Raises `BadInput` naming the parameter; `NotFound` for a jurisdiction or a service that is not here."""
        check_jurisdiction(query)
        start, end = _span(query, "start_date", "end_date", now)
        changed = _span(query, "updated_after", "updated_before", now)
        return cls(
            keys=_list(query, "service_request_id"),
            codes=tuple(service(code).code for code in _list(query, "service_code")),
            start=start if not changed[0] else None,
            end=end if not changed[0] else None,
            changed=(changed[0], changed[1] or now) if changed[0] else None,
            states=_states(_list(query, "status")),
            page=_number(query, "page", 1, 10_000, 1),
            size=_number(query, "page_size", 1, MOST, MOST),
        )

    def reports(self) -> ReportQuerySet:
        """One page, newest first, of what everybody may know of."""
        found: ReportQuerySet = Report.objects.seen_by(_PUBLIC)
        if self.codes:
            found = found.filter(category__in=self.codes)
        if self.states:
            found = found.filter(state__in=self.states)
        if self.changed:
            found = found.filter(changed_at__gte=self.changed[0], changed_at__lte=self.changed[1])
        else:
            found = found.filter(received_at__gte=self.start, received_at__lte=self.end)
        first = (self.page - 1) * self.size
        keys = found.order_by("-received_at", "-id").values("pk")[first : first + self.size]
        # Rows that are passed over on the way to a page are not worked out.
        page: ReportQuerySet = Report.objects.filter(pk__in=keys).order_by("-received_at", "-id")
        return page


def service(code: str) -> Category:
    """An open category. Raises `NotFound` for others, the restricted ones too."""
    found: Category | None = Category.objects.exclude(urgency=Urgency.RESTRICTED).filter(code=code[:40]).first()
    if found is None:
        raise NotFound("service_code was not found", field="service_code", value=code[:40])
    return found


def by_key(key: str, request: HttpRequest) -> Report | None:
    """One by its tracking code, whatever became of it, or by its public number; None for what is not open to all."""
    code = parse_code(key)
    if code:
        return by_code(
            request, Report.objects.exclude(category__urgency=Urgency.RESTRICTED).filter(tracking_code=code).first
        )
    number = int(key) if key.isascii() and key.isdigit() and len(key) < 19 else 0
    found: Report | None = Report.objects.seen_by(_PUBLIC).filter(pk=number).first()
    return found


def check_jurisdiction(query: Mapping[str, str]) -> None:
    """It may be left out: there is one."""
    if query.get("jurisdiction_id", JURISDICTION) not in ("", JURISDICTION):
        said = query["jurisdiction_id"][:80]
        raise NotFound("jurisdiction_id was not found; leave it out", field="jurisdiction_id", value=said)


def _list(query: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in query.get(name, "")[:4_000].split(",") if part.strip())[:100]


def _span(
    query: Mapping[str, str], after: str, before: str, now: datetime
) -> tuple[datetime, datetime] | tuple[None, None]:
    """At most 90 days: up to the end, or from the start, or the last ones where none of the two is said."""
    said = {name: with_offset(query[name].replace(" ", "+"), name) for name in (after, before) if query.get(name)}
    if not said and after == "updated_after":
        return None, None
    start, end = said.get(after), said.get(before)
    end = end or (min(start + LONGEST_SPAN, now) if start else now)
    start = start or end - LONGEST_SPAN
    if end - start > LONGEST_SPAN:
        raise BadInput("At most 90 days are answered at a time", field=after, value=query.get(after, ""))
    return start.astimezone(UTC), end.astimezone(UTC)


def _states(said: tuple[str, ...]) -> tuple[str, ...]:
    groups = {"open": OPEN, "closed": tuple(OVER)}
    for one in said:
        if one not in groups:
            raise BadInput("status is open, closed, or both with a comma", field="status", value=one)
    return tuple(state.value for one in said for state in groups[one])


def _number(query: Mapping[str, str], name: str, least: int, most: int, default: int) -> int:
    value = query.get(name, "")
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and len(value) < 9 and least <= int(value) <= most):
        raise BadInput(f"{name} is a number from {least} to {most:,}", field=name, value=value)
    return int(value)
