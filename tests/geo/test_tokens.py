"""The design tokens keep their contrasts, light and dark."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

CSS = (Path(__file__).resolve().parents[2] / "geo" / "web" / "frame" / "tokens.css").read_text(encoding="utf-8")


def scheme(name: str) -> dict[str, str]:
    """All tokens of one scheme; the dark one overrides the light one."""
    light, dark = CSS.split("@media", 1)
    found = dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", light))
    return found if name == "light" else {**found, **dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", dark))}


def luminance(colour: str) -> float:
    """WCAG 2 relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


TEXT = [
    *[(text, ground) for text in ("--text", "--muted") for ground in ("--ground", "--surface", "--sunken")],
    ("--accent", "--surface"),
    ("--accent", "--ground"),
    ("--accent-strong", "--accent-soft"),
    ("--on-accent", "--accent"),
    ("--warning", "--warning-soft"),
    ("--error", "--error-soft"),
    ("--error", "--surface"),
    ("--map-label", "--map-land"),
    ("--map-label", "--map-sea"),
    ("--map-place", "--map-land"),
    ("--map-label", "--map-label-halo"),
]
SYMBOLS = [
    ("--symbol", "--map-land"),
    ("--symbol-hazard", "--map-land"),
    ("--report", "--map-land"),
    ("--selected", "--map-land"),
    ("--line-strong", "--surface"),
    ("--focus", "--surface"),
    *[(f"--team-{number}", "--map-land") for number in range(1, 7)],
    ("--state-open", "--map-land"),
    ("--state-working", "--map-land"),
]


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_reaches_four_and_a_half(name: str, text: str, ground: str) -> None:
    tokens = scheme(name)
    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("symbol", "ground"), SYMBOLS)
def test_symbols_reach_three(name: str, symbol: str, ground: str) -> None:
    tokens = scheme(name)
    assert contrast(tokens[symbol], tokens[ground]) >= 3


@pytest.mark.parametrize("state", ["done", "refused"])
def test_pale_states_are_told_by_the_outline_of_their_pin(state: str) -> None:
    """Sky blue and pink do not reach 3:1 on pale land by themselves; the pin's outline does, against both."""
    tokens = scheme("light")
    assert contrast(tokens["--state-outline"], tokens["--map-land"]) >= 3
    assert contrast(tokens["--state-outline"], tokens[f"--state-{state}"]) >= 3


@pytest.mark.parametrize(("name", "rising"), [("light", False), ("dark", True)])
def test_amounts_are_ordered_by_lightness_alone(name: str, rising: bool) -> None:
    """Whoever sees no hues, and whoever prints in grey, reads them in the same order; the most stands out most."""
    tokens = scheme(name)
    steps = [tokens[f"--ramp-{step}"] for step in range(1, 6)]
    against_black = [contrast(step, "#000000") for step in steps]
    assert against_black == sorted(against_black, reverse=not rising)
    assert contrast(steps[-1], tokens["--map-land"]) >= 3
    assert all(abs(a - b) > 0.5 for a, b in pairwise(against_black))
