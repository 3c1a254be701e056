"""The words of the map's script, in the language of the page: one module per part of the page."""

from tiles.words import base, ground, layers, takeaway, time, tools

_PARTS = (base, layers, time, ground, tools, takeaway)


def text() -> dict[str, str]:
    """By key; `{name}` marks are filled in by the script. Raises `ValueError` for a key that two parts use."""
    found: dict[str, str] = {}
    for part in _PARTS:
        words = part.text()
        twice = found.keys() & words.keys()
        if twice:
            raise ValueError(f"words of the map are there twice: {sorted(twice)}")
        found |= words
    return found
