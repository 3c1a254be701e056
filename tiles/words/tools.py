"""The words of measuring, drawing, printing and of the map without a connection."""


def text() -> dict[str, str]:
    """By key, as `tiles.words.text`."""
    return {}
