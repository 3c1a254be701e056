"""The words of heat, hexagons, areas in colour and base maps."""


def text() -> dict[str, str]:
    """By key, as `tiles.words.text`."""
    return {}
