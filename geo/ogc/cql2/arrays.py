"""The array functions of CQL2, on properties that are lists of texts."""

from typing import Any

from django.db.models import F, Q

from geo.layers import Property
from geo.ogc.cql2 import functions
from geo.ogc.cql2.refusal import refused
from geo.ogc.cql2.scope import Scope, exactly

_SIGNS = {"a_contains": "@>", "a_containedby": "<@", "a_overlaps": "&&"}
_MIRRORED = {"a_contains": "a_containedby", "a_containedby": "a_contains"}
OPERATIONS = (*_SIGNS, "a_equals")


def arrays(op: str, args: list[Any], scope: Scope) -> Q:
    """The condition. Lists are sets: neither order nor repetition counts. Raises `BadInput` for other operands."""
    first, second = (_operand(arg, scope) for arg in exactly(2, op.upper(), args))
    if isinstance(first, list) and isinstance(second, Property):
        op, first, second = _MIRRORED.get(op, op), second, first
    if isinstance(first, list):
        raise refused(f"One of the operands of {op.upper()} must be a property that is a list", op)
    if op == "a_equals":
        return _plain("a_contains", first, second) & _plain("a_containedby", first, second)
    if isinstance(second, list) and first.holds and op != "a_containedby":
        held = [first.holds(value) for value in second]
        return Q(*held, _connector=Q.AND if op == "a_contains" else Q.OR)
    return _plain(op, first, second)


def _plain(op: str, known: Property, other: "Property | list[str]") -> Q:
    right = functions.array(other) if isinstance(other, list) else functions.as_texts(F(other.name))
    return Q(functions.condition(functions.as_texts(F(known.name)), _SIGNS[op], right))


def _operand(node: Any, scope: Scope) -> "Property | list[str]":
    if isinstance(node, dict) and "property" in node:
        known = scope.known(node["property"])
        if known.type != "list":
            raise refused(f"{known.name} is no list, it is a {known.type}", known.name)
        return known
    # Text has no way to tell ('x'), a list of one, from 'x' in brackets.
    values = [node] if isinstance(node, str) else node
    if not isinstance(values, list) or not all(isinstance(value, str) and "\0" not in value for value in values):
        raise refused("The lists here are lists of texts: ('...', '...')", str(node)[:100])
    return values
