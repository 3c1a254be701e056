"""How a file is refused: always by its rule and numbers, never with a library's words."""

from pathlib import Path

from geo.errors import BadInput


def refused(path: Path, rule: str, *, field: str = "file") -> BadInput:
    """A `BadInput` about the file as a whole."""
    return BadInput(rule, field=field, value=path.name)
