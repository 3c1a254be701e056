"""Published layers. Each is declared once, beside its model, and registered in `AppConfig.ready()`.

Tiles, the feature API, exports and the legend all read this one declaration.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Self

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.gis.geos import Polygon
from django.db.models import Q, QuerySet

from geo.errors import NotFound
from geo.filters import Filter
from geo.place_filters import place_filters
from geo.touches import Touched

Text = Any
"""A plain or lazily translated string."""


@dataclass(frozen=True)
class Viewer:
    """Who looks: what they may see depends on nothing else. Hashable, so that it can be part of a cache key."""

    permissions: frozenset[str] = frozenset()
    superuser: bool = False

    @classmethod
    def of(cls, user: AbstractBaseUser | AnonymousUser) -> Self:
        """The viewer behind a request."""
        if not user.is_authenticated:
            return cls()
        return cls(frozenset(user.get_all_permissions()), bool(user.is_superuser))  # type: ignore[attr-defined]

    def may(self, permission: str) -> bool:
        """True if the viewer holds the permission, such as `incidents.view_report`."""
        return self.superuser or permission in self.permissions


@dataclass(frozen=True)
class Field:
    """One attribute of a layer's features. `low_zoom` ones are carried at every zoom, the rest close up only."""

    name: str
    title: Text
    low_zoom: bool = True


@dataclass(frozen=True)
class Property:
    """One property of the features as the feature API and the exports give them.

    `list` is a list of strings. `choices` names the values a string may have. `holds` is, for a list, a condition on
    indexed columns that it holds a value; without it every list is built to be looked into. A viewer without
    `permission` is not told of the property, and it is then empty in that viewer's rows.
    """

    name: str
    title: Text
    type: Literal["string", "number", "integer", "boolean", "date", "date-time", "list"] = "string"
    queryable: bool = True
    choices: tuple[tuple[str, Text], ...] = ()
    holds: Callable[[str], Q] | None = None
    permission: str = ""


@dataclass(frozen=True)
class Sign:
    """One line of the legend: features whose `field` equals `value` are drawn like this.

    `channel` is what the value decides: `shape` (square, triangle, circle, diamond, diamond-sealed, diamond-broken,
    pin, area, area-dashed, area-dotted, area-mixed), `fill` (solid, half, bars, dotted, dash, cross, hollow),
    `colour` (a CSS custom property name of the design tokens, such as `--state-open`) or `mark` (flame, halo, dot,
    ring, ring-double, clock, waves; the last two on pins), which is added to the rest. A boolean field's values are
    `true` and `false`.
    """

    field: str
    value: str
    title: Text
    channel: Literal["shape", "fill", "colour", "mark"]
    draw: str


@dataclass(frozen=True)
class Layer:
    """A published layer. `rows(viewer)` yields only what that viewer may see, already blurred where it must be.

    The queryset is a `.values(...)` queryset with `id`, every field's name, and `geometry` in Web Mercator
    (a column with a GiST index, so that tiles filter by it without a transform).
    """

    name: str
    title: Text
    geometry: Literal["point", "line", "polygon"]
    rows: Callable[[Viewer], "QuerySet[Any, dict[str, Any]]"]
    fields: tuple[Field, ...]
    version: Callable[[], str]
    """Changes whenever a row changes; for whoever keeps what is made of the whole layer."""
    min_zoom: int = 0
    max_zoom: int = 16
    cluster_until: int = -1
    """Up to this zoom points come as aggregates (`count` and one count per value of `count_by`)."""
    count_by: tuple[str, ...] = ()
    worst_of: str = ""
    """The field of `count_by` of which an aggregate names the worst value (`worst`)."""
    worst_first: tuple[str, ...] = ()
    """Its values, the worst first."""
    signs: tuple[Sign, ...] = ()
    panel_url: str = ""
    """Path of the HTML fragment for one feature, with `{id}`."""
    visible_to: Callable[[Viewer], bool] = lambda viewer: True
    rows_at: Callable[[Viewer, int], "QuerySet[Any, dict[str, Any]]"] | None = None
    """As `rows`, for the tiles of one zoom: for layers that hold geometry generalised per zoom."""
    features: Callable[[Viewer], "QuerySet[Any, dict[str, Any]]"] | None = None
    """What this viewer may see, for exchange: a `.values(...)` queryset with an integer `id`, every property's name,
    and `geometry`, the true one (footprint, else position) in WGS84, null where nothing is known."""
    properties: tuple[Property, ...] = ()
    time: str = ""
    """The property that a question about time is about; empty where the features have none."""
    filters: tuple[Filter, ...] = ()
    """What tiles, counts, lists, exports may be narrowed by. Conditions are on columns of the model behind `rows`."""
    place: Callable[[Viewer], str] | None = None
    """For points: the indexed Web Mercator column of the model that is the place as this viewer sees it. Questions of
    place (`bbox`, `near`, `inside`) are about it."""
    moment: str = ""
    """The column of the model that says when a feature happened; empty where the map's time means nothing."""
    moment_permission: str = ""
    """A viewer without it is not told of the time, and may not ask by it."""
    rows_as_of: Callable[[Viewer, date], "QuerySet[Any, dict[str, Any]]"] | None = None
    """As `rows`, as it stood at the end of a day in Thailand."""
    as_of_permission: str = ""
    seen_filters: Callable[[Viewer], tuple[Filter, ...]] = lambda _viewer: ()
    """More of them, of which the meaning depends on what this viewer sees."""
    touched: Touched | None = None
    """Which notes of changes its tiles depend on; without it every tile depends on `version`."""
    overlapping: Callable[[Viewer, Polygon], Q] | None = None
    """A condition on indexed columns, true of every feature whose box overlaps that of a WGS84 polygon. It may be true
    of others. Without it `geometry` itself must be an indexed column."""

    def properties_for(self, viewer: Viewer) -> tuple[Property, ...]:
        """Those this viewer is told of."""
        return tuple(known for known in self.properties if not known.permission or viewer.may(known.permission))

    def filters_for(self, viewer: Viewer) -> tuple[Filter, ...]:
        """Those this viewer may use; questions of place come last."""
        own = tuple(known for known in self.filters if not known.permission or viewer.may(known.permission))
        own += self.seen_filters(viewer)
        taken = {known.name for known in (*self.filters, *own)}
        places = place_filters(self.place(viewer)) if self.place else ()
        return (*own, *(known for known in places if known.name not in taken))

    def moment_for(self, viewer: Viewer) -> str:
        """The column of time; empty where there is none, or none for this viewer."""
        return self.moment if not self.moment_permission or viewer.may(self.moment_permission) else ""

    def has_past(self, viewer: Viewer) -> bool:
        """Whether this viewer may ask how the layer stood on a day."""
        return self.rows_as_of is not None and (not self.as_of_permission or viewer.may(self.as_of_permission))

    def rows_for_tile(self, viewer: Viewer, zoom: int) -> "QuerySet[Any, dict[str, Any]]":
        """What a tile of this zoom is made of."""
        return self.rows(viewer) if self.rows_at is None else self.rows_at(viewer, zoom)


_layers: dict[str, Layer] = {}


def register(layer: Layer) -> None:
    """Publish a layer. A name is taken once."""
    if layer.name in _layers:
        raise ValueError(f"layer {layer.name!r} is registered twice")
    _layers[layer.name] = layer


def all_layers() -> Iterable[Layer]:
    """Every layer, whoever may know of it, in order of registration."""
    return tuple(_layers.values())


def layers_for(viewer: Viewer) -> Iterable[Layer]:
    """The layers this viewer may know of, in order of registration."""
    return [layer for layer in _layers.values() if layer.visible_to(viewer)]


def layer_for(viewer: Viewer, name: str) -> Layer:
    """One layer by name. Raises `NotFound` alike for unknown and for hidden ones."""
    layer = _layers.get(name)
    if layer is None or not layer.visible_to(viewer):
        raise NotFound("There is no such layer", field="layer", value=name)
    return layer
