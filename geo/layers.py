"""Published layers. Each is declared once, beside its model, and registered in `AppConfig.ready()`.

Tiles, the feature API, exports and the legend all read this one declaration.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, Self

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.gis.geos import Polygon
from django.db.models import Q, QuerySet
from django.db.models.expressions import Combinable

from geo.coordinates import LonLat
from geo.crs import MAX_ZOOM
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
    """One attribute of a layer's features. `low_zoom` ones are carried at every zoom, the rest close up only.

    A viewer without `permission` is not told of it, and it is then in no tile of theirs.
    """

    name: str
    title: Text
    low_zoom: bool = True
    permission: str = ""


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
    permission: str = ""
    """A viewer without it is not told that there are such features."""


@dataclass(frozen=True)
class Export:
    """One file that the features of a layer can be taken away in; `url` takes the layer's filters."""

    format: str
    title: Text
    url: str
    permission: str = ""


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
    heaped_for: Callable[[Viewer], bool] = lambda _viewer: False
    """For points: whether this viewer is shown many on one spot, as where places are blurred, and little of each. They
    then come as aggregates at every zoom, which say how many there are."""
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
    titles: Callable[[Viewer, Collection[int]], dict[int, Text]] | None = None
    """What features are called in a list for this viewer, by id."""
    apart_m: Callable[[LonLat], Combinable] | None = None
    """Metres on the ellipsoid from a place to a feature, where that is to more than its point."""
    area_code: Callable[[Viewer, str], tuple[Q, str | Combinable] | None] | None = None
    """Of a level: which features, and the column that holds the code of their area, as this viewer may know it; None
    where only the geometry tells."""
    list_url: str = ""
    list_permission: str = ""
    exports: tuple[Export, ...] = ()
    withdrawable: bool = False
    """The public may be shown a feature today that it may not know of tomorrow: no file that was made earlier is handed
    out."""
    overlapping: Callable[[Viewer, Polygon], Q] | None = None
    """A condition on indexed columns, true of every feature whose box overlaps that of a WGS84 polygon. It may be true
    of others. Without it `geometry` itself must be an indexed column."""

    def as_told_to(self, viewer: Viewer) -> Self:
        """The same layer with only the fields, the signs and the counts that this viewer is told of."""
        fields = tuple(known for known in self.fields if _told(known.permission, viewer))
        hidden = {known.name for known in self.fields} - {known.name for known in fields}
        signs = tuple(one for one in self.signs if _told(one.permission, viewer) and one.field not in hidden)
        count_by = tuple(name for name in self.count_by if name not in hidden)
        cluster_until = MAX_ZOOM if self.heaped_for(viewer) else self.cluster_until
        told = replace(self, fields=fields, signs=signs, count_by=count_by, cluster_until=cluster_until)
        return self if told == self else told

    def properties_for(self, viewer: Viewer) -> tuple[Property, ...]:
        """Those this viewer is told of."""
        return tuple(known for known in self.properties if _told(known.permission, viewer))

    def filters_for(self, viewer: Viewer) -> tuple[Filter, ...]:
        """Those this viewer may use; questions of place come last."""
        places = place_filters(self.place(viewer)) if self.place else ()
        # A later one of the same name stands in the place of the earlier.
        of_layer = {known.name: known for known in (*places, *self.filters, *self.seen_filters(viewer))}
        own = [known.name for known in (*self.filters, *self.seen_filters(viewer))]
        order = dict.fromkeys((*own, *of_layer))
        return tuple(of_layer[name] for name in order if _told(of_layer[name].permission, viewer))

    def moment_for(self, viewer: Viewer) -> str:
        """The column of time; empty where there is none, or none for this viewer."""
        return self.moment if _told(self.moment_permission, viewer) else ""

    def list_for(self, viewer: Viewer) -> str:
        """Where this viewer finds the features as a list; the address takes the layer's filters."""
        return self.list_url if _told(self.list_permission, viewer) else ""

    def exports_for(self, viewer: Viewer) -> tuple[Export, ...]:
        """Those this viewer may take."""
        return tuple(known for known in self.exports if _told(known.permission, viewer))

    def has_past(self, viewer: Viewer) -> bool:
        """Whether this viewer may ask how the layer stood on a day."""
        return self.rows_as_of is not None and _told(self.as_of_permission, viewer)

    def rows_for_tile(self, viewer: Viewer, zoom: int) -> "QuerySet[Any, dict[str, Any]]":
        """What a tile of this zoom is made of."""
        return self.rows(viewer) if self.rows_at is None else self.rows_at(viewer, zoom)


def _told(permission: str, viewer: Viewer) -> bool:
    return not permission or viewer.may(permission)


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
    """The layers this viewer may know of, in order of registration, each as this viewer is told of it."""
    return [layer_for(viewer, name) for name, layer in _layers.items() if layer.visible_to(viewer)]


def layer_for(viewer: Viewer, name: str) -> Layer:
    """One layer by name, with what this viewer is told of it. Raises `NotFound` alike for unknown and hidden ones."""
    layer = _layers.get(name)
    if layer is None or not layer.visible_to(viewer):
        raise NotFound("There is no such layer", field="layer", value=name)
    whole, told = _told_of.get((name, viewer), (None, layer))
    if whole is not layer:
        told = layer.as_told_to(viewer)
        if len(_told_of) > _MOST_TOLD:
            _told_of.clear()
        _told_of[name, viewer] = layer, told
    return told


_told_of: dict[tuple[str, Viewer], tuple[Layer, Layer]] = {}
"""Layers as they were told before, each beside the whole one: every tile asks."""

_MOST_TOLD = 1_000
