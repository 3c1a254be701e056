"""Reference data of every app, loaded by one command. Each app registers its loader in `AppConfig.ready()`."""

from collections.abc import Callable, Iterator

Loader = Callable[[], int]
_loaders: dict[str, Loader] = {}


def register(name: str, load: Loader) -> None:
    """`load` stores what is missing and brings the rest up to date; it returns how many rows there are."""
    _loaders[name] = load


def load_all() -> Iterator[tuple[str, int]]:
    """Run every loader in order of registration, yielding its name and count. Running it again changes nothing."""
    for name, load in _loaders.items():
        yield name, load()
