"""What apps above add to the feature API: resources of their own, and the links that lead there.

This package knows none of them: an app registers an `Extension` in `AppConfig.ready()`, before the first request.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern

from geo.layers import Layer, Viewer
from geo.ogc.links import Addresses, Link

Json = dict[str, Any]


@dataclass(frozen=True)
class Extension:
    """One app's part. Links to HTML also stand on the page, by their title.

    `urls` are named within `ogc:`, below `/ogc/`. `paths` and `components` are members of the OpenAPI document, as
    this viewer is served; a component's name is taken once.
    """

    conformance: tuple[str, ...]
    urls: Callable[[], list[URLPattern]]
    landing_links: Callable[[Addresses], list[Link]]
    collection_links: Callable[[Layer, Addresses], list[Link]]
    paths: Callable[[Viewer], Json]
    components: Callable[[], Json]
    """`{"schemas": {...}, "parameters": {...}}`."""


_extensions: list[Extension] = []


def register(extension: Extension) -> None:
    """Add an app's part."""
    _extensions.append(extension)


def urls() -> list[URLPattern]:
    """Of every extension."""
    return [pattern for extension in _extensions for pattern in extension.urls()]


def conformance() -> tuple[str, ...]:
    """The classes that extensions keep."""
    return tuple(name for extension in _extensions for name in extension.conformance)


def landing_links(addresses: Addresses) -> list[Link]:
    """From the landing page to what extensions serve."""
    return [found for extension in _extensions for found in extension.landing_links(addresses)]


def collection_links(layer: Layer, addresses: Addresses) -> list[Link]:
    """From a collection to what extensions serve of it."""
    return [found for extension in _extensions for found in extension.collection_links(layer, addresses)]


def paths(viewer: Viewer) -> Json:
    """Members of `paths` of the OpenAPI document."""
    return {path: item for extension in _extensions for path, item in extension.paths(viewer).items()}


def components(kind: str) -> Json:
    """Members of one of its `components`."""
    return dict(_components(kind))


def _components(kind: str) -> Iterator[tuple[str, Any]]:
    for extension in _extensions:
        yield from extension.components().get(kind, {}).items()
