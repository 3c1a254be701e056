"""Names in a style document."""

from typing import Any

from django.utils.translation import get_language

Json = dict[str, Any]

FONT = ["Noto Sans Thai Regular"]


def name_field() -> str:
    """The attribute that holds names in the language of the request."""
    return "name_en" if (get_language() or "").startswith("en") else "name_th"


def name_layer(
    name: str,
    base: Json,
    colours: dict[str, str],
    sizes: tuple[float, float, float],
    *,
    colour: str = "--map-label",
    below: bool = False,
) -> Json:
    """`sizes` are the first zoom, the size there, and the size five zooms later. `below`: under a sign."""
    first, small, large = sizes
    size = small if small == large else ["interpolate", ["linear"], ["zoom"], first, small, first + 5, large]
    return {
        "id": f"{name} name",
        "type": "symbol",
        **base,
        "minzoom": first,
        "layout": {
            "text-field": ["get", name_field()],
            "text-font": FONT,
            "text-size": size,
            "text-max-width": 8,
            **({"text-anchor": "top", "text-offset": [0, 1]} if below else {}),
        },
        "paint": {
            "text-color": colours[colour],
            "text-halo-color": colours["--map-label-halo"],
            "text-halo-width": 1.75,
        },
    }
