"""Maps as one HTML file, made with folium: everything inside, nobody is asked for anything.

folium names other hosts for its scripts and styles, and runs what it is given as a Jinja template, words of people too.
What is here puts our own files in their place, and puts words where they stand without running them.
"""

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import folium
from branca.element import Element, Figure, MacroElement
from django.contrib.staticfiles import finders
from jinja2 import Template


class Plain(Element):
    """Text put where it stands."""

    _template = Template("{{ this.text }}")

    def __init__(self, text: str) -> None:
        super().__init__()
        self._name = "Plain"
        self.text = text


class Words(Element):
    """HTML in the page's body, at the place where this element stands among the figure's children."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._name = "Words"
        self.text = text

    def render(self, **kwargs: Any) -> str:
        """Adds itself to the figure's body, like folium's own elements do."""
        figure = cast(Figure, self.get_root())
        figure.html.add_child(Plain(self.text), name=self.get_name())
        return ""


class Call(MacroElement):
    """A function of the page's script, called with the parent element and with data."""

    _template = Template(
        "{% macro script(this, kwargs) %}{{ this.function }}({{ this._parent.get_name() }}, {{ this.data }});"
        "{% endmacro %}"
    )

    def __init__(self, function: str, data: object) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Call"
        self.function = function
        self.data = literal(data)


def literal(data: object) -> str:
    """JSON as an expression of a script inside HTML, inside a template: nothing in it ends any of the three."""
    text = json.dumps(json.dumps(data, ensure_ascii=False, separators=(",", ":")), ensure_ascii=False)
    # `<` would end the script element; `{` would begin an expression when branca renders the macro's result again.
    for sign in "<{\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f"JSON.parse({text})"


def bare_map(**options: Any) -> folium.Map:
    """A map of folium without any of the files that it would load."""
    page = folium.Map(tiles=None, attributionControl=False, **options)
    # Instance attributes: the class's lists name hosts.
    page.default_js, page.default_css = [], []
    return page


def html(page: folium.Map, language: str) -> str:
    """The file's text."""
    return str(page.get_root().render()).replace("<html>", f'<html lang="{language}">', 1)


# folium makes every marker with Leaflet's picture before it sets ours; kilometres only.
_QUIET = "L.Marker.prototype.options.icon = L.divIcon(); L.Control.Scale.prototype.options.imperial = false;"


@lru_cache(maxsize=8)
def head(style: str = "", script: str = "") -> str:
    """Leaflet and our own rules and functions, inline. Its picture files are dropped, as nothing here uses them."""
    leaflet = static_text("leaflet/leaflet.js").replace('href="https://leafletjs.com"', 'href="#"')
    sheet = re.sub(r"url\([^)]*\)", "none", static_text("leaflet/leaflet.css"))
    code = _script(leaflet) + "\n" + _QUIET + "\n" + _script(script)
    return f"<style>{sheet}{_style(style)}</style>\n<script>{code}</script>"


def static_text(name: str) -> str:
    """One of our static files. Raises `FileNotFoundError` naming it."""
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(f"static file {name} is missing; script/bootstrap makes it")
    return Path(found).read_text(encoding="utf-8")


def _script(text: str) -> str:
    return re.sub(r"//# sourceMappingURL=.*", "", text).replace("</script", "<\\/script")


def _style(text: str) -> str:
    return re.sub(r"/\*# sourceMappingURL=.*?\*/", "", text).replace("</style", "<\\/style")
