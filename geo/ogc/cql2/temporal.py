"""The temporal functions of CQL2: every one is comparisons of where two periods begin and end. An instant is both."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import DateField, DateTimeField, F, Q, Value
from django.db.models.functions import Cast

from geo.ogc import times
from geo.ogc.cql2 import functions
from geo.ogc.cql2.refusal import refused
from geo.ogc.cql2.scope import Scope, exactly
from geo.ogc.times import OPEN, Period

# Which end of the first, compared how, with which end of the second; all must hold.
_RULES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "t_after": (("start", ">", "end"),),
    "t_before": (("end", "<", "start"),),
    "t_contains": (("start", "<", "start"), ("end", ">", "end")),
    "t_during": (("start", ">", "start"), ("end", "<", "end")),
    "t_equals": (("start", "=", "start"), ("end", "=", "end")),
    "t_finishedby": (("start", "<", "start"), ("end", "=", "end")),
    "t_finishes": (("start", ">", "start"), ("end", "=", "end")),
    "t_intersects": (("start", "<=", "end"), ("end", ">=", "start")),
    "t_meets": (("end", "=", "start"),),
    "t_metby": (("start", "=", "end"),),
    "t_overlappedby": (("start", ">", "start"), ("start", "<", "end"), ("end", ">", "end")),
    "t_overlaps": (("start", "<", "start"), ("end", ">", "start"), ("end", "<", "end")),
    "t_startedby": (("start", "=", "start"), ("end", ">", "end")),
    "t_starts": (("start", "=", "start"), ("end", "<", "end")),
}
OPERATIONS = (*_RULES, "t_disjoint")

End = Any
"""A property's expression, a date, a datetime, or None for an open end."""


@dataclass(frozen=True)
class Span:
    """The two ends of an operand. `type` is that of its properties, else empty."""

    start: End
    end: End
    type: str = ""


def temporal(op: str, args: list[Any], scope: Scope) -> Q:
    """The condition. Raises `BadInput` for operands that are no times."""
    first, second = (_span(arg, scope) for arg in exactly(2, op.upper(), args))
    kinds = {first.type, second.type} - {""}
    if not kinds:
        raise refused(f"One of the operands of {op.upper()} must be a property", op)
    kind = "date" if kinds == {"date"} else "date-time"
    if kinds == {"date", "date-time"}:
        raise refused(f"{op.upper()} compares days with days and moments with moments", op)
    rules = _RULES["t_intersects" if op == "t_disjoint" else op]
    held = Q(*(_compared(first, left, sign, second, right, kind) for left, sign, right in rules))
    return ~held if op == "t_disjoint" else held


def _compared(first: Span, left: str, sign: str, second: Span, right: str, kind: str) -> Any:
    return functions.condition(_end(first, left, kind), sign, _end(second, right, kind))


def _span(node: Any, scope: Scope) -> Span:
    if isinstance(node, dict) and "interval" in node:
        return _interval(node["interval"], scope)
    if isinstance(node, dict) and "property" in node:
        return _property(node, scope)
    if isinstance(node, dict) and "date" in node:
        found = times.day(node["date"], "filter")
        return Span(found, found)
    if isinstance(node, dict) and "timestamp" in node:
        moment = times.moment(node["timestamp"], "filter")
        return Span(moment, moment)
    raise refused("A time is DATE('...'), TIMESTAMP('...'), INTERVAL('...', '...') or a property", str(node)[:100])


def _property(node: dict[str, Any], scope: Scope) -> Span:
    known = scope.known(node["property"])
    if known.type not in ("date", "date-time"):
        raise refused(f"{known.name} is no time, it is a {known.type}", known.name)
    return Span(F(known.name), F(known.name), known.type)


def _interval(ends: Any, scope: Scope) -> Span:
    if not isinstance(ends, list) or len(ends) != 2:
        raise refused("An interval has two ends", str(ends)[:100])
    first, last = (_bound(end, scope) for end in ends)
    if not first.type and not last.type:
        times.check_order(Period(first.start, last.end), "filter", str(ends)[:100])
    return Span(first.start, last.end, first.type or last.type)


def _bound(end: Any, scope: Scope) -> Span:
    if isinstance(end, dict):
        return _span(end, scope)
    if end in OPEN:
        return Span(None, None)
    found = times.day_or_moment(end, "filter")
    return Span(found, found)


def _end(span: Span, name: str, kind: str) -> Any:
    """One end as an expression of the kind that is compared: a day begins at its first moment and ends at its last."""
    end = span.start if name == "start" else span.end
    field = DateField() if kind == "date" else DateTimeField()
    if end is None:
        return Cast(Value("-infinity" if name == "start" else "infinity"), field)
    if not isinstance(end, date):
        return end
    if kind == "date-time":
        return Value(getattr(times.as_moments(Period(end, end)), name), field)
    if isinstance(end, datetime):
        raise refused("This property holds days: compare it with DATE('...')", end.isoformat())
    return Value(end, field)
