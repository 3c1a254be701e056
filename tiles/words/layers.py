"""The words of the layer tree, the filters and the search."""


def text() -> dict[str, str]:
    """By key, as `tiles.words.text`."""
    return {}
