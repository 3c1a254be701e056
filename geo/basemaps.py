"""Base maps that an installation offers beside its own backdrop, as the setting states them. Pure: no Django.

A list of objects, as JSON or as the path of a file that holds it:

    [{"id": "photo", "title_th": "ภาพถ่าย", "title_en": "Photograph", "attribution": "© Example",
      "xyz": "https://tiles.example.go.th/photo/{z}/{x}/{y}.jpg", "max_zoom": 18},
     {"id": "town", "title_th": "ผังเมือง", "attribution": "© Example", "pmtiles": "town.pmtiles"}]
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from geo.env import BadSetting

NAME = "PHANGUT_BASEMAPS"
MOST = 12
HIGHEST_ZOOM = 22

_ID = re.compile(r"[a-z][a-z0-9-]{0,29}")
_FILE = re.compile(r"[\w-][\w.-]{0,99}\.pmtiles")
_MARK = re.compile(r"\{[^}]*\}")
_HOST = re.compile(r"[a-z0-9.-]+(:\d{1,5})?")
_KEYS = {"id", "title_th", "title_en", "attribution", "xyz", "pmtiles", "min_zoom", "max_zoom", "tile_px"}
_TILE_TYPES: Mapping[int, Literal["vector", "raster"]] = {1: "vector", 2: "raster", 3: "raster", 4: "raster"}
_HEAD_BYTES = 127


@dataclass(frozen=True, slots=True)
class Basemap:
    """One choice. `address` is a template of another host for `xyz`, the name of a file of ours for the others."""

    id: str
    title_th: str
    title_en: str
    attribution: str
    kind: Literal["xyz", "raster", "vector"]
    address: str
    min_zoom: int
    max_zoom: int
    tile_px: int = 256

    @property
    def origin(self) -> str:
        """Scheme and host that the page will ask; empty for a file of ours."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}" if self.kind == "xyz" else ""


def parsed(text: str, folder: Path) -> tuple[Basemap, ...]:
    """The base maps in the order of the list; none for an empty text. PMTiles lie in `folder`.

    Raises `BadSetting` naming the entry, its key and the rule.
    """
    if not text:
        return ()
    entries = _entries(text)
    found = tuple(_basemap(number, entry, folder) for number, entry in enumerate(entries, 1))
    if len({basemap.id for basemap in found}) < len(found):
        raise BadSetting(f"{NAME}: every id is taken once")
    return found


def _entries(text: str) -> list[Any]:
    try:
        raw = text if text.startswith("[") else Path(text).expanduser().read_text(encoding="utf-8")
        entries = json.loads(raw)
    except (OSError, UnicodeDecodeError):
        raise BadSetting(f"{NAME} must be a JSON list or the path of a file that holds one; it is {text!r}") from None
    except json.JSONDecodeError as error:
        raise BadSetting(f"{NAME} is no JSON: {error}") from None
    if not isinstance(entries, list) or len(entries) > MOST:
        raise BadSetting(f"{NAME} must be a list of at most {MOST} base maps")
    return entries


def _basemap(number: int, entry: Any, folder: Path) -> Basemap:
    if not isinstance(entry, dict) or (strange := set(entry) - _KEYS):
        keys = f"; {', '.join(sorted(strange))} is unknown" if isinstance(entry, dict) else ""
        raise _wrong(number, f"must be an object with keys out of {', '.join(sorted(_KEYS))}{keys}")
    title = _text(number, entry, "title_th")
    known: dict[str, Any] = {
        "id": _matching(number, entry, "id", _ID, "lower-case letters, digits and hyphens, a letter first"),
        "title_th": title,
        "title_en": _text(number, entry, "title_en") if "title_en" in entry else title,
        "attribution": _text(number, entry, "attribution"),
        "tile_px": _whole(number, entry, "tile_px", 256, 128, 1024),
    }
    if ("xyz" in entry) == ("pmtiles" in entry):
        raise _wrong(number, "must have either xyz or pmtiles")
    read = _xyz if "xyz" in entry else _pmtiles
    return Basemap(**known, **read(number, entry, folder))


def _xyz(number: int, entry: dict[str, Any], folder: Path) -> dict[str, Any]:
    address = _text(number, entry, "xyz")
    # What goes into the content security policy is a host and nothing else: no blank or semicolon gets through.
    parts = urlsplit(_MARK.sub("", address))
    if (
        parts.scheme not in {"http", "https"}
        or not _HOST.fullmatch(parts.netloc.lower())
        or _MARK.search(urlsplit(address).netloc)
    ):
        raise _wrong(number, f"xyz must begin with http:// or https:// and one host; it is {address!r}")
    if sorted(_MARK.findall(address)) not in (["{x}", "{y}", "{z}"], ["{r}", "{x}", "{y}", "{z}"]):
        raise _wrong(number, f"xyz must hold {{z}}, {{x}} and {{y}}, once each; it is {address!r}")
    return {"kind": "xyz", "address": address, **_zooms(number, entry, 0, 19)}


def _pmtiles(number: int, entry: dict[str, Any], folder: Path) -> dict[str, Any]:
    name = _matching(number, entry, "pmtiles", _FILE, "the name of a file that ends in .pmtiles, without a folder")
    try:
        with (folder / name).open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError:
        raise _wrong(number, f"pmtiles: there is no readable file {folder / name}") from None
    if len(head) < _HEAD_BYTES or head[:8] != b"PMTiles\x03":
        raise _wrong(number, f"pmtiles: {name} is no PMTiles archive of version 3")
    kind = _TILE_TYPES.get(head[99])
    if kind is None:
        raise _wrong(number, f"pmtiles: {name} must hold vector tiles (MVT), PNG, JPEG or WebP")
    return {"kind": kind, "address": name, **_zooms(number, entry, head[100], head[101])}


def _zooms(number: int, entry: dict[str, Any], lowest: int, highest: int) -> dict[str, int]:
    low = _whole(number, entry, "min_zoom", lowest, 0, HIGHEST_ZOOM)
    return {"min_zoom": low, "max_zoom": _whole(number, entry, "max_zoom", highest, low, HIGHEST_ZOOM)}


def _text(number: int, entry: dict[str, Any], key: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip() or len(value) > 500:
        raise _wrong(number, f"{key} must be a text")
    return value.strip()


def _matching(number: int, entry: dict[str, Any], key: str, pattern: re.Pattern[str], rule: str) -> str:
    value = _text(number, entry, key)
    if not pattern.fullmatch(value):
        raise _wrong(number, f"{key} must be {rule}; it is {value!r}")
    return value


def _whole(number: int, entry: dict[str, Any], key: str, default: int, low: int, high: int) -> int:
    value = entry.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise _wrong(number, f"{key} must be a whole number from {low} to {high}; it is {value!r}")
    return value


def _wrong(number: int, rule: str) -> BadSetting:
    return BadSetting(f"{NAME}: entry {number}: {rule}")
