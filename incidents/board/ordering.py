"""The orders of the board. Each is complete (the id decides last), so that pages are cut by the key of a row.

Keys are whole numbers: microseconds since 1970, ranks, ids. No row is shown twice or left out between pages.
"""

from datetime import UTC, datetime

from django.db.models import Case, DateTimeField, F, IntegerField, Q, Value, When
from django.db.models.functions import Coalesce

from geo.errors import BadInput
from incidents.board.filters import DUE, URGENCY
from incidents.models import Report, Urgency
from incidents.querysets.reports import ReportQuerySet
from incidents.standing import NOT_ACCEPTED
from incidents.states import OPEN

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)
_RANKS = {Urgency.EMERGENCY: 0, Urgency.HIGH: 1, Urgency.RESTRICTED: 2}


def ordered(found: ReportQuerySet, sort: str) -> ReportQuerySet:
    """In this order, one of `incidents.board.filters`."""
    rows: ReportQuerySet = found.order_by("-received_at", "-id")
    if sort == DUE:
        rows = found.annotate(due=_due()).order_by("due", "id")
    if sort == URGENCY:
        rows = found.annotate(rank=_rank()).order_by("rank", "-received_at", "-id")
    return rows


def after(found: ReportQuerySet, sort: str, key: str) -> ReportQuerySet:
    """The rows behind the one with this key, of an ordered selection. Raises `BadInput`."""
    if sort == DUE:
        due, pk = _parsed(key, 2)
        return found.filter(Q(due__gt=_moment(due, key)) | Q(due=_moment(due, key), id__gt=pk))
    if sort == URGENCY:
        rank, micros, pk = _parsed(key, 3)
        received = _moment(micros, key)
        later = Q(received_at__lt=received) | Q(received_at=received, id__lt=pk)
        return found.filter(Q(rank__gt=rank) | Q(later, rank=rank))
    micros, pk = _parsed(key, 2)
    return found.older_than(_moment(micros, key), pk)


def key_of(report: Report, sort: str) -> str:
    """Of a row of an ordered selection."""
    if sort == DUE:
        return f"{_micros(report.due)}-{report.pk}"  # type: ignore[attr-defined]  # annotated in ordered
    key = f"{_micros(report.received_at)}-{report.pk}"
    return f"{report.rank}-{key}" if sort == URGENCY else key  # type: ignore[attr-defined]  # annotated in ordered


def _due() -> Coalesce:
    """The next deadline of an open case; those without one come last."""
    never = Value(_NEVER, output_field=DateTimeField())
    next_one = Case(
        When(state__in=NOT_ACCEPTED, then=Coalesce("accept_by", "finish_by")),
        When(state__in=OPEN, then=F("finish_by")),
        output_field=DateTimeField(),
    )
    return Coalesce(next_one, never)


def _rank() -> Case:
    ranks = [When(category__urgency=urgency, then=Value(rank)) for urgency, rank in _RANKS.items()]
    return Case(*ranks, default=Value(len(_RANKS)), output_field=IntegerField())


def _micros(moment: datetime) -> int:
    since = moment - _EPOCH
    return since.days * 86_400_000_000 + since.seconds * 1_000_000 + since.microseconds


def _moment(micros: int, key: str) -> datetime:
    try:
        return datetime.fromtimestamp(micros // 1_000_000, UTC).replace(microsecond=micros % 1_000_000)
    except (ValueError, OverflowError, OSError):
        raise _not_a_key(key) from None


def _parsed(key: str, count: int) -> tuple[int, ...]:
    parts = key.split("-")
    if len(parts) != count or not all(part.isascii() and part.isdigit() and int(part) < 2**63 for part in parts):
        raise _not_a_key(key)
    return tuple(map(int, parts))


def _not_a_key(key: str) -> BadInput:
    return BadInput("after is the key of a row, as links to the next page give it", field="after", value=key)
