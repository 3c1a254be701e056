"""A filter's tree to a condition on the rows of a layer. What is not named here is refused."""

from typing import Any

from django.db.models import F, Q

from geo.ogc.cql2 import arrays, functions, scalars, spatial, temporal
from geo.ogc.cql2.refusal import DEEPEST, refused, too_deep
from geo.ogc.cql2.scope import GEOMETRY, Scope, exactly, operation

_COMPARISONS = ("=", "<>", "<", "<=", ">", ">=")
OPERATIONS = (
    *("and", "or", "not"),
    *_COMPARISONS,
    *("like", "between", "in", "isNull"),
    *spatial.OPERATIONS,
    *temporal.OPERATIONS,
    *arrays.OPERATIONS,
)
"""Every operation that is a condition."""


def condition(node: Any, scope: Scope, *, asserted: bool = True, depth: int = 0) -> Q:
    """Raises `BadInput` for an unknown operation or property, a wrong type, too deep a tree."""
    if depth > DEEPEST:
        raise too_deep("")
    called = operation(node)
    if called is None:
        return _truth(node, scope)
    op, args = called
    if op in ("and", "or"):
        return _joined(op, args, scope, asserted, depth)
    if op == "not":
        # Q itself would turn the negation into one that holds where nothing is known.
        return ~condition(exactly(1, "NOT", args)[0], scope, asserted=False, depth=depth + 1)
    return _predicate(op, args, scope, asserted)


def _joined(op: str, args: list[Any], scope: Scope, asserted: bool, depth: int) -> Q:
    if len(args) < 2:
        raise refused(f"{op} takes two conditions or more", op)
    parts = [condition(arg, scope, asserted=asserted, depth=depth + 1) for arg in args]
    return Q(*parts, _connector=Q.AND if op == "and" else Q.OR)


def _truth(node: Any, scope: Scope) -> Q:
    """A value that is itself true or false."""
    found = scalars.scalar(node, scope)
    if found.type != "boolean":
        raise refused(f"A condition must stand here; {found.said} is a {found.type}", found.said)
    return Q(functions.condition(found.expression, "=", True))


def _predicate(op: str, args: list[Any], scope: Scope, asserted: bool) -> Q:
    if op in spatial.OPERATIONS:
        return spatial.spatial(op, args, scope, asserted=asserted)
    if op in temporal.OPERATIONS:
        return temporal.temporal(op, args, scope)
    if op in arrays.OPERATIONS:
        return arrays.arrays(op, args, scope)
    if op in _COMPARISONS:
        return _compared(op, *exactly(2, op, args), scope=scope)
    if op in _ADVANCED:
        return _ADVANCED[op](args, scope)
    raise refused(f"The operations are {', '.join(OPERATIONS)}", op)


def _compared(op: str, left: Any, right: Any, *, scope: Scope) -> Q:
    if op == "=" and scope.is_list(left) and isinstance(right, str):
        return arrays.arrays("a_contains", [left, right], scope)
    one, other = scalars.alike(scalars.scalar(left, scope), scalars.scalar(right, scope))
    if one.type != other.type:
        raise refused(
            f"{one.said} is a {one.type} and {other.said} is a {other.type}: only values of one type compare", op
        )
    if one.type == "boolean" and op not in ("=", "<>"):
        raise refused(f"Of true and false neither is greater: {op} does not compare them", op)
    return Q(functions.condition(one.expression, op, other.expression))


def _like(args: list[Any], scope: Scope) -> Q:
    value, pattern = (scalars.text(arg, scope, "LIKE") for arg in exactly(2, "LIKE", args))
    if _ends_escaping(args[1]):
        raise refused("A pattern may not end with a single \\, which escapes what follows it", pattern.said)
    return Q(functions.condition(value.expression, "LIKE", pattern.expression))


def _ends_escaping(node: Any) -> bool:
    called = operation(node)
    if called and called[1]:
        return _ends_escaping(called[1][0])
    return isinstance(node, str) and (len(node) - len(node.rstrip("\\"))) % 2 == 1


def _between(args: list[Any], scope: Scope) -> Q:
    value, low, high = exactly(3, "BETWEEN", args)
    return _compared(">=", value, low, scope=scope) & _compared("<=", value, high, scope=scope)


def _in(args: list[Any], scope: Scope) -> Q:
    value, listed = exactly(2, "IN", args)
    if not isinstance(listed, list) or not listed:
        raise refused("IN takes a list of one value or more", "in")
    return Q(*(_compared("=", value, item, scope=scope) for item in listed), _connector=Q.OR)


def _is_null(args: list[Any], scope: Scope) -> Q:
    (node,) = exactly(1, "IS NULL", args)
    if isinstance(node, dict) and node.get("property") == GEOMETRY:
        return Q(functions.is_null(F(GEOMETRY)))
    if isinstance(node, dict) and "property" in node:
        return Q(functions.is_null(F(scope.known(node["property"]).name)))
    return Q(functions.is_null(scalars.scalar(node, scope).expression))


_ADVANCED = {"like": _like, "between": _between, "in": _in, "isNull": _is_null}
