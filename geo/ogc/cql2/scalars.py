"""Operands that are one value: properties, literals, sums of them. Types are checked, so that PostgreSQL need not."""

import math
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, DateField, DateTimeField, F, Value
from django.db.models.functions import Lower

from geo.ogc import times
from geo.ogc.cql2 import functions
from geo.ogc.cql2.refusal import refused
from geo.ogc.cql2.scope import Scope, exactly, operation

ARITHMETIC = ("+", "-", "*", "/", "%", "div", "^")
_LARGEST = 2**63


@dataclass(frozen=True)
class Scalar:
    """`type` is string, number, boolean, date or date-time; `said` how the filter names it."""

    expression: Any
    type: str
    said: str
    literal: Any = None
    """The value itself, of a text or a number."""


def alike(left: Scalar, right: Scalar) -> tuple[Scalar, Scalar]:
    """A literal becomes what GDAL and QGIS mean by it beside the other: a text a time, 0 and 1 false and true."""
    return _as(left, right.type), _as(right, left.type)


def _as(found: Scalar, wanted: str) -> Scalar:
    if wanted in ("date", "date-time") and isinstance(found.literal, str):
        return _named({"date" if wanted == "date" else "timestamp": found.literal}, Scope({}))
    if wanted == "boolean" and found.type == "number" and found.literal in (0, 1):
        return _literal(bool(found.literal))
    return found


def scalar(node: Any, scope: Scope) -> Scalar:
    """Raises `BadInput` for what is not one value."""
    called = operation(node)
    if called:
        return _computed(*called, scope)
    if isinstance(node, dict):
        return _named(node, scope)
    return _literal(node)


def number(node: Any, scope: Scope, op: str) -> Scalar:
    """A scalar that must be a number."""
    found = scalar(node, scope)
    if found.type != "number":
        raise refused(f"{op} takes numbers; {found.said} is a {found.type}", found.said)
    return found


def text(node: Any, scope: Scope, op: str) -> Scalar:
    """A scalar that must be a text."""
    found = scalar(node, scope)
    if found.type != "string":
        raise refused(f"{op} takes texts; {found.said} is a {found.type}", found.said)
    return found


def _computed(op: str, args: list[Any], scope: Scope) -> Scalar:
    if op == "casei":
        found = text(exactly(1, "CASEI", args)[0], scope, "CASEI")
        return Scalar(Lower(found.expression), "string", f"CASEI({found.said})")
    if op not in ARITHMETIC:
        raise refused(f"Where one value must stand, the operations are CASEI and {' '.join(ARITHMETIC)}", op)
    left, right = (number(arg, scope, op) for arg in exactly(2, op, args))
    said = f"{left.said} {op} {right.said}"[:100]
    return Scalar(functions.arithmetic(left.expression, op, right.expression), "number", said)


def _named(node: dict[str, Any], scope: Scope) -> Scalar:
    if "property" in node:
        known = scope.known(node["property"])
        if known.type == "list":
            raise refused(f"{known.name} is a list: ask with A_CONTAINS({known.name}, ('...'))", known.name)
        return Scalar(F(known.name), "number" if known.type == "integer" else known.type, known.name)
    if "date" in node:
        return Scalar(Value(times.day(node["date"], "filter"), DateField()), "date", str(node["date"]))
    if "timestamp" in node:
        moment = times.moment(node["timestamp"], "filter")
        return Scalar(Value(moment, DateTimeField()), "date-time", str(node["timestamp"]))
    raise refused("Here one value must stand: a property, a text, a number, a date", str(node)[:100])


def _literal(node: Any) -> Scalar:
    if isinstance(node, bool):
        return Scalar(Value(node, BooleanField()), "boolean", str(node).lower())
    if isinstance(node, int | float):
        if not math.isfinite(node) or (isinstance(node, int) and abs(node) >= _LARGEST):
            raise refused("A number must be finite, and a whole one below 2^63", str(node)[:40])
        return Scalar(Value(node), "number", str(node), node)
    if isinstance(node, str):
        if "\0" in node:
            raise refused("A text may not contain the character NUL", node)
        return Scalar(Value(node), "string", repr(node), node)
    raise refused("Here one value must stand: a property, a text, a number, a date", str(node)[:100])
