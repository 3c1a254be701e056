"""What is said of a filter that cannot be used."""

from geo.errors import BadInput

LONGEST = 16_000
"""Characters of a filter, text or JSON."""

DEEPEST = 50
"""Levels of nesting."""


def refused(rule: str, value: object) -> BadInput:
    """400 naming the part of the filter that breaks the rule."""
    return BadInput(rule, field="filter", value=value)


def too_deep(value: object) -> BadInput:
    """For trees beyond `DEEPEST`."""
    return refused(f"A filter may nest {DEEPEST} levels deep", value)
