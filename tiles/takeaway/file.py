"""The file itself, made with folium: backdrop, symbols in groups, legend, sources, and what was left out."""

from datetime import date, datetime
from typing import Any, cast

import folium
from branca.element import Figure
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from geo.layers import Layer, Viewer
from geo.one_file import Call, Plain, Words, bare_map, head, html, static_text
from tiles.attribution import sources
from tiles.style.looks import is_pin
from tiles.takeaway.backdrop import outlines
from tiles.takeaway.contents import MOST, Contents, contents
from tiles.takeaway.view import View


def map_html(view: View, viewer: Viewer, now: datetime) -> str:
    """Raises `BadInput` for what this viewer may not ask."""
    found = contents(view, viewer)
    page = bare_map(
        location=(view.centre.lat, view.centre.lon), zoom_start=view.zoom, control_scale=True, prefer_canvas=True
    )
    figure = cast(Figure, page.get_root())
    figure.title = escape(_("Map of industry"))
    figure.header.add_child(Plain(head(static_text("tiles/inline/takeaway.css"), _script())), name="own")
    figure.add_child(Words(_words("head", viewer, found, now)), index=0)
    _draw(page, view, viewer, found)
    figure.add_child(Words(_words("foot", viewer, found, now)))
    return html(page, get_language() or "th")


def _script() -> str:
    return static_text("tiles/inline/takeaway.js")


def _draw(page: folium.Map, view: View, viewer: Viewer, found: list[Contents]) -> None:
    for name, shapes in outlines(view, viewer).items():
        if shapes:
            features = [{"type": "Feature", "properties": {}, "geometry": shape} for shape in shapes]
            ground = folium.GeoJson(
                {"type": "FeatureCollection", "features": features},
                style_function=lambda _feature: {"interactive": False},
                control=False,
            )
            ground.add_child(Call("phangutGround", {"name": name})).add_to(page)
    for one in found:
        group = folium.FeatureGroup(name=escape(str(one.layer.title)), show=True)
        group.add_child(Call("phangutRows", _data(one))).add_to(page)
    folium.LayerControl(collapsed=False).add_to(page)
    page.add_child(Call("phangutReady", {"more": _("and {count} more")}))
    page.fit_bounds([[view.box.south, view.box.west], [view.box.north, view.box.east]])


def _data(one: Contents) -> dict[str, Any]:
    """What the script needs of one layer."""
    layer: Layer = one.layer
    signs = [
        {"field": one.field, "value": str(one.value), "title": str(one.title), "channel": one.channel, "draw": one.draw}
        for one in layer.signs
    ]
    return {
        "title": str(layer.title),
        "point": layer.geometry == "point",
        "pin": is_pin(layer),
        "signs": signs,
        "fields": {known.name: str(known.title) for known in layer.fields},
        "features": one.features,
        "words": {"yes": _("yes"), "no": _("no")},
    }


def _words(part: str, viewer: Viewer, found: list[Contents], now: datetime) -> str:
    said = sources()
    context = {
        "now": now,
        "found": found,
        "most": MOST,
        "filters": [(one.layer.title, choice.title) for one in found for choice in one.question.held],
        # As the layers were asked: not every viewer may ask by time, and today is no past.
        **{name: _said(found, name) for name in ("began", "ended", "as_of")},
        "sources": said,
        "withheld_from_public": viewer != Viewer(),
    }
    return render_to_string(f"tiles/takeaway/{part}.html", context)


def _said(found: list[Contents], name: str) -> date | None:
    return next((day for one in found if (day := getattr(one.question, name))), None)
