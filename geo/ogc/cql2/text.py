"""CQL2 text to the tree that CQL2 JSON is: dicts of `op` and `args`, `property`, `date` ..., geometries as GeoJSON.

Precedence climbing over one kind of expression. Whether an operand is a number or a condition is for whoever reads
the tree; the grammar of the standard tells them apart by looking ahead without end, which costs it its speed.
"""

import math
from typing import Any

from geo.ogc.cql2 import wkt
from geo.ogc.cql2.reader import Reader
from geo.ogc.cql2.refusal import DEEPEST, LONGEST, refused, too_deep
from geo.ogc.cql2.tokens import Token

Node = Any
"""A JSON value."""

_OR, _AND, _NOT, _COMPARISON, _SUM, _PRODUCT, _POWER, _SIGN = range(1, 9)
_SIGNS = {
    **dict.fromkeys(("=", "<>", "<", "<=", ">", ">="), _COMPARISON),
    **dict.fromkeys(("+", "-"), _SUM),
    **dict.fromkeys(("*", "/", "%"), _PRODUCT),
    "^": _POWER,
}
_WORDS = {
    "or": _OR,
    "and": _AND,
    "div": _PRODUCT,
    **dict.fromkeys(("like", "ilike", "between", "in", "is", "not"), _COMPARISON),
}


def parse(text: str) -> Node:
    """The tree. Raises `BadInput` saying at which character the text stops making sense."""
    if len(text) > LONGEST:
        raise refused(f"A filter may have {LONGEST:,} characters; this one has {len(text):,}", text)
    reader = Reader(text)
    tree = _expression(reader, 0)
    if reader.now.kind != "end":
        raise reader.surprise("an operator such as =, AND, LIKE, or the end of the filter")
    return tree


def _expression(reader: Reader, binding: int) -> Node:
    reader.depth += 1
    if reader.depth > DEEPEST:
        raise too_deep(reader.now.text)
    left = _operand(reader)
    while (strength := _strength(reader.now)) > binding:
        left = _continued(reader, left, strength)
    reader.depth -= 1
    return left


def _strength(token: Token) -> int:
    return (_SIGNS if token.kind == "sign" else _WORDS).get(token.text if token.kind == "sign" else token.word, 0)


def _continued(reader: Reader, left: Node, strength: int) -> Node:
    """`left` with the operator that follows it."""
    if reader.now.kind == "name" and strength == _COMPARISON:
        return _predicate(reader, left)
    op = reader.take().text.lower()
    if strength in (_OR, _AND) and _is(left, op):
        return {"op": op, "args": [*left["args"], _expression(reader, strength)]}
    return {"op": op, "args": [left, _expression(reader, strength)]}


def _is(node: Node, op: str) -> bool:
    return isinstance(node, dict) and node.get("op") == op


def _predicate(reader: Reader, left: Node) -> Node:
    """LIKE, BETWEEN, IN, IS NULL, each with NOT."""
    if reader.take_word("is"):
        negated = reader.take_word("not")
        reader.expect_word("null")
        found: Node = {"op": "isNull", "args": [left]}
    else:
        negated = reader.take_word("not")
        found = _worded(reader, left)
    return {"op": "not", "args": [found]} if negated else found


def _worded(reader: Reader, left: Node) -> Node:
    if reader.take_word("like"):
        return {"op": "like", "args": [left, _expression(reader, _COMPARISON)]}
    if reader.take_word("ilike"):
        # Not in the standard, but GDAL sends it; in the standard's words it is this.
        folded = [{"op": "casei", "args": [side]} for side in (left, _expression(reader, _COMPARISON))]
        return {"op": "like", "args": folded}
    if reader.take_word("between"):
        low = _expression(reader, _COMPARISON)
        reader.expect_word("and")
        return {"op": "between", "args": [left, low, _expression(reader, _COMPARISON)]}
    if reader.take_word("in"):
        reader.expect_sign("(")
        return {"op": "in", "args": [left, _list(reader)]}
    raise reader.surprise("LIKE, BETWEEN or IN")


def _operand(reader: Reader) -> Node:
    token = reader.take()
    if token.kind == "number":
        return _number(token)
    if token.kind == "string":
        return token.text
    if token.kind == "quoted":
        return {"property": token.text}
    if token.is_sign("("):
        listed = _list(reader)
        return listed[0] if len(listed) == 1 else listed
    if token.is_sign("-", "+"):
        return _signed(_expression(reader, _SIGN), token)
    if token.kind == "name":
        return _named(reader, token)
    raise reader.surprise("a property, a value or (", token)


def _named(reader: Reader, token: Token) -> Node:
    if token.word == "not":
        return {"op": "not", "args": [_expression(reader, _NOT)]}
    if token.word in ("true", "false"):
        return token.word == "true"
    if token.word in wkt.TYPES and (reader.now.is_sign("(") or reader.now.word == "z"):
        return wkt.geometry(reader, token.word)
    if not reader.take_sign("("):
        return {"property": token.text}
    return _called(token, [] if reader.take_sign(")") else _list(reader))


def _called(token: Token, args: list[Node]) -> Node:
    word = token.word
    if word in ("date", "timestamp"):
        if len(args) != 1:
            raise refused(f"{word.upper()} takes one text, such as DATE('2026-01-31')", token.text)
        return {word: args[0]}
    if word == "interval":
        return {"interval": args}
    return {"bbox": args} if word == "bbox" else {"op": word, "args": args}


def _list(reader: Reader) -> list[Node]:
    """From behind the opening bracket to behind the closing one."""
    found = [_expression(reader, 0)]
    while reader.take_sign(","):
        found.append(_expression(reader, 0))
    reader.expect_sign(")")
    return found


def _number(token: Token) -> int | float:
    value = float(token.text)
    if not math.isfinite(value):
        raise refused("A number must be finite", token.text)
    return int(token.text) if token.text.isdigit() and len(token.text) < 19 else value


def _signed(operand: Node, sign: Token) -> Node:
    if sign.text == "+":
        return operand
    if isinstance(operand, int | float) and not isinstance(operand, bool):
        return -operand
    return {"op": "*", "args": [-1, operand]}
