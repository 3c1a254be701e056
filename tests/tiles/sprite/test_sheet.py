"""The sprite: every sign that a layer declares, in the colours of the tokens."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image, ImageColor

from geo.layers import all_layers
from tiles.palette import palette
from tiles.sprite.sheet import Sheet, ordered, sheet
from tiles.sprite.signs import Icon, drawn, half
from tiles.style.looks import icons

LIGHT, DARK = palette("light"), palette("dark")


def picture(found: Sheet, icon: Icon) -> Image.Image:
    """One icon of a sheet."""
    at = found.index[icon.name]
    whole = Image.open(io.BytesIO(found.png)).convert("RGBA")
    return whole.crop((at["x"], at["y"], at["x"] + at["width"], at["y"] + at["height"]))


def shade(icon: Icon, x: float, y: float, scheme: str = "light") -> tuple[int, ...]:
    """The colour at so many radii from its place."""
    found = picture(sheet((icon,), scheme, 2), icon)  # type: ignore[arg-type]
    middle, radius = found.width / 2, 2 * drawn()["radius"]
    return tuple(found.getpixel((round(middle + x * radius), round(middle + y * radius))))  # type: ignore[arg-type]


def test_every_declared_sign_can_be_drawn() -> None:
    wanted = ordered(icons(all_layers()))
    assert set(sheet(wanted, "light", 1).index) == {icon.name for icon in wanted}
    assert len(wanted) > 40


def test_no_two_icons_look_alike() -> None:
    wanted = ordered(icons(all_layers()))
    found = sheet(wanted, "light", 2)
    assert len({picture(found, icon).tobytes() for icon in wanted}) == len(wanted)


@pytest.mark.parametrize(
    ("fill", "above", "below"),
    [("solid", True, True), ("hollow", False, False), ("half", False, True)],
)
def test_a_fill_covers_its_part_of_the_shape(fill: str, above: bool, below: bool) -> None:
    colour = (*ImageColor.getrgb(LIGHT["--symbol"]), 255)
    assert (shade(Icon("square", fill), 0.2, -0.4) == colour) == above
    assert (shade(Icon("square", fill), 0.2, 0.4) == colour) == below


def test_a_dark_ground_takes_the_dark_tokens() -> None:
    assert LIGHT["--symbol"] != DARK["--symbol"]
    assert shade(Icon("square"), 0, 0, "dark") == (*ImageColor.getrgb(DARK["--symbol"]), 255)


def test_a_pin_stands_with_its_foot_on_its_place() -> None:
    assert shade(Icon("pin", colour="--state-open"), 0, -0.7) == (*ImageColor.getrgb(LIGHT["--state-open"]), 255)
    assert shade(Icon("pin", colour="--state-open"), 0, 0.7)[3] == 0


def test_twice_the_pixels_are_the_same_sign() -> None:
    icon = Icon("diamond-sealed")
    single, double = sheet((icon,), "light", 1), sheet((icon,), "light", 2)
    assert single.index[icon.name]["width"] * 2 == double.index[icon.name]["width"] == 4 * half(icon)
    assert double.index[icon.name]["pixelRatio"] == 2


def test_the_page_and_the_sprite_read_the_same_file() -> None:
    root = Path(__file__).parents[3] / "geo" / "web" / "map"
    assert 'from "./signs.json"' in (root / "signs.js").read_text(encoding="utf-8")
    assert json.loads((root / "signs.json").read_text(encoding="utf-8")) == drawn()
