"""A filter as a tree, whatever it was written in."""

import json
from typing import Any, NoReturn

from geo.ogc.cql2 import text
from geo.ogc.cql2.refusal import DEEPEST, LONGEST, refused, too_deep

LANGUAGES = ("cql2-text", "cql2-json")


def read(written: str, language: str) -> Any:
    """The tree of a filter in one of `LANGUAGES`. Raises `BadInput`."""
    return _json(written) if language == "cql2-json" else text.parse(written)


def _json(written: str) -> Any:
    if len(written) > LONGEST:
        raise refused(f"A filter may have {LONGEST:,} characters; this one has {len(written):,}", written)
    try:
        tree = json.loads(written, parse_constant=_no_number)
    except RecursionError:
        raise too_deep(written) from None
    except ValueError as broken:
        raise refused(f"The filter is not JSON: {broken}", written) from None
    _check_depth(tree)
    return tree


def _no_number(constant: str) -> NoReturn:
    raise refused("A number must be finite", constant)


def _check_depth(tree: Any) -> None:
    """Level by level, so that depth costs no stack."""
    level, depth = [tree], 0
    while level:
        depth += 1
        if depth > 2 * DEEPEST:  # a level of the filter is two of JSON: the object and its list of arguments
            raise too_deep("")
        level = [part for node in level for part in _parts(node)]


def _parts(node: Any) -> list[Any]:
    if isinstance(node, dict):
        return list(node.values())
    return node if isinstance(node, list) else []
