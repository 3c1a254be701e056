"""The words of the time bar."""


def text() -> dict[str, str]:
    """By key, as `tiles.words.text`."""
    return {}
