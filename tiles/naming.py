"""What a request means, and the name of the tile that answers it: a name for each state of what the tile shows."""

import hashlib
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection
from django.utils.translation import gettext as _

from geo.errors import BadInput
from geo.filters import refused
from geo.layers import Layer, Viewer, layer_for
from geo.touches.cells import Cells, around
from geo.touches.ledger import Ledger
from tiles import sql
from tiles.grid import TileCoord
from tiles.question import EVERYTHING, Pairs, Question, parameters, parse

COMPILED_SECONDS = 60
"""For so long a compiled query is used again. By the clock on the wall: what depends on the day changes at midnight."""

MOST_LAYERS = 8
"""In one address."""


@dataclass(frozen=True)
class Asked:
    """One layer of a tile for one viewer, composed and not run.

    `name` depends on the compiled query and its parameters: two viewers share a tile exactly when the layer gives both
    the same query. Roles are not compared, queries are, so a rule that a layer adds later can never be forgotten here.
    """

    layer: Layer
    statement: sql.Statement
    cells: Cells
    name: str
    narrowed: bool
    """By a filter: these may ask about areas and estates, too."""

    def version(self, ledger: Ledger) -> str:
        """Of what the tile shows; the ledger was brought up to date. Asks the database for a layer without notes."""
        touched = self.layer.touched
        if touched is None:
            return self.layer.version()
        also = f".{ledger.everywhere('areas')}.{ledger.everywhere('estates')}" if self.narrowed else ""
        return f"{ledger.version(touched.topic, self.cells)}{also}"


def ask(layer: Layer, viewer: Viewer, tile: TileCoord, question: Question = EVERYTHING) -> Asked:
    """Composes the query, without running it."""
    # A filter may hold what the database said when it was read: the outline of an estate.
    compiled = sql.rows if question.choices else _rows_of_this_minute
    rows = compiled(layer, viewer, tile.z, question)
    found = sql.statement(layer, rows, tile, question.form)
    named = repr((identity(), layer.name, found.sql, sorted(found.params.items())))
    name = hashlib.blake2b(named.encode(), digest_size=16).hexdigest()
    cells = around(tile.z, tile.x, tile.y, _reach(layer, tile, question, found))
    return Asked(layer, found, cells, name, bool(question.choices))


def ask_all(viewer: Viewer, names: str, tile: TileCoord, pairs: Pairs) -> tuple[Asked, ...]:
    """Of several layers, with commas between their names, each what it understands of the question.

    Raises `NotFound` for a layer that this viewer does not know of, `BadInput` for a parameter that no layer knows.
    """
    layers = [layer_for(viewer, name) for name in dict.fromkeys(names.split(","))]
    if len(layers) > MOST_LAYERS:
        raise BadInput(_("At most %(most)d layers in one tile") % {"most": MOST_LAYERS}, field="layer", value=names)
    if len(layers) == 1:
        return (ask(layers[0], viewer, tile, parse(layers[0], viewer, pairs)),)
    known = {layer.name: parameters(layer, viewer) for layer in layers}
    told = list(pairs)
    _refuse_unknown(told, set[str]().union(*known.values()))
    said = {layer.name: [pair for pair in told if pair[0] in known[layer.name]] for layer in layers}
    return tuple(ask(layer, viewer, tile, parse(layer, viewer, said[layer.name])) for layer in layers)


def key_of(asked: Iterable[Asked], ledger: Ledger) -> str:
    """The name of the tile as things stand in the ledger: hexadecimal."""
    named = "|".join(f"{one.name}:{one.version(ledger)}" for one in asked)
    return hashlib.blake2b(named.encode(), digest_size=20).hexdigest()


def minute() -> int:
    """Compiled queries are kept for this one."""
    return int(time.time() // COMPILED_SECONDS)


def forget() -> None:
    """Compile everything anew: for tests, and after the database was exchanged for another."""
    _rows.cache_clear()
    identity.cache_clear()


def _refuse_unknown(pairs: Pairs, known: set[str]) -> None:
    for name, value in pairs:
        if name not in known:
            raise refused(name, value, _("is no parameter of this address"), allowed=sorted(known))


def _reach(layer: Layer, tile: TileCoord, question: Question, found: sql.Statement) -> float:
    """How far around it a tile depends on what stands there, in widths of a tile."""
    off = layer.touched.margin_m / tile.width_m if layer.touched else 0.0
    if question.form == "hexagons":
        return float(off + found.params["margin"])
    drawn_alone = question.form == "points" and not sql.is_clustered(layer, tile)
    return float(off + found.params["buffer"] / sql.EXTENT) if drawn_alone else off


def _rows_of_this_minute(layer: Layer, viewer: Viewer, zoom: int, question: Question) -> sql.Rows:
    return _rows(layer, viewer, zoom, question, minute())


@lru_cache(maxsize=2048)
def _rows(layer: Layer, viewer: Viewer, zoom: int, question: Question, _minute: int) -> sql.Rows:
    return sql.rows(layer, viewer, zoom, question)


@lru_cache(maxsize=1)
def identity() -> str:
    """Of the database: one that was restored from a copy counts its notes from where the copy was made."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT concat_ws('.', system_identifier, timeline_id, 'geo_touch'::regclass::oid) "
            "FROM pg_control_system(), pg_control_checkpoint()"
        )
        (found,) = cursor.fetchone()
    return str(found)
