"""The design tokens for those who draw outside a browser: one truth with the page's stylesheet."""

import re
from functools import cache
from typing import Literal

from django.conf import settings

Scheme = Literal["light", "dark"]

_CSS = settings.BASE_DIR / "geo" / "web" / "frame" / "tokens.css"
_COLOUR = re.compile(r"(--[\w-]+): (#[0-9a-f]{6});")


@cache
def palette(scheme: Scheme = "light") -> dict[str, str]:
    """Colours such as `#1f4850` by token such as `--symbol`. What the dark scheme leaves is as in the light one."""
    light, dark = _CSS.read_text(encoding="utf-8").split("@media", 1)
    found = dict(_COLOUR.findall(light))
    return found if scheme == "light" else {**found, **dict(_COLOUR.findall(dark))}
