"""Style documents: what the specification allows, what the sprite holds, what each feature is drawn as."""

import json
import subprocess
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from geo.layers import Layer, Viewer, layer_for
from tests.builders_incidents import an_officer
from tiles.style.looks import Look, looks, marks

pytestmark = pytest.mark.django_db

VALIDATOR = settings.STATE_DIR / "web/node_modules/@maplibre/maplibre-gl-style-spec/dist/gl-style-validate.mjs"
EVERYONE = Viewer(superuser=True)
NAMES = ("facilities", "incidents", "areas", "estates", "neighbours")
ADDRESSES = (
    "/tiles/style.json",
    "/tiles/style.json?scheme=dark",
    *(f"/tiles/{name}/style.json" for name in NAMES),
)


def style(client: Any, address: str = "/tiles/style.json") -> dict[str, Any]:
    """The document."""
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/vnd.mapbox.style+json")
    found: dict[str, Any] = answer.json()
    return found


def holds(expression: Any, properties: dict[str, Any]) -> Any:
    """As much of the expression language as conditions are written in."""
    if not isinstance(expression, list):
        return expression
    op, *rest = expression
    if op == "get":
        return properties.get(rest[0])
    if op == "has":
        return rest[0] in properties
    if op == "!":
        return not holds(rest[0], properties)
    if op == "match":
        value, values, then, otherwise = rest
        return then if holds(value, properties) in values else otherwise
    return {"==": lambda a, b: a == b}[op](*(holds(part, properties) for part in rest))


def drawn_as(found: list[Look], properties: dict[str, Any]) -> list[str]:
    """The icons of those whose conditions hold."""
    return [look.icon.name for look in found if all(holds(one, properties) for one in look.where)]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_specifications_own_validator_finds_no_fault(client: Any, tmp_path: Any, address: str) -> None:
    if not VALIDATOR.exists():
        pytest.skip("the validator is not installed: script/bootstrap does it")
    file = tmp_path / "style.json"
    file.write_text(json.dumps(style(client, address)), encoding="utf-8")
    done = subprocess.run(["node", str(VALIDATOR), "--json", str(file)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stdout + done.stderr


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_icon_is_in_the_sprite_and_every_source_is_described(client: Any, address: str) -> None:
    found = style(client, address)
    index = client.get(found["sprite"] + ".json").json()
    named = {layer["layout"]["icon-image"] for layer in found["layers"] if "icon-image" in layer.get("layout", {})}
    assert named <= set(index)
    for source in found["sources"].values():
        assert client.get(source["url"]).json()["tiles"]
    assert {layer["source"] for layer in found["layers"] if "source" in layer} <= set(found["sources"])


def test_layers_of_a_style_have_names_of_their_own(client: Any) -> None:
    names = [layer["id"] for layer in style(client)["layers"]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", ["facilities", "incidents", "estates"])
def test_every_combination_of_values_is_drawn_exactly_once(name: str) -> None:
    layer = layer_for(EVERYONE, name)
    for properties in combinations(layer):
        assert len(drawn_as(looks(layer), properties)) == 1, properties


def combinations(layer: Layer) -> list[dict[str, Any]]:
    """Of the values that the signs know, and of none and of unheard-of ones."""
    fields: dict[str, list[Any]] = {}
    for sign in layer.signs:
        if sign.field and sign.channel != "mark":
            fields.setdefault(sign.field, [None, "unheard-of"]).append(sign.value)
    found: list[dict[str, Any]] = [{}]
    for field, values in fields.items():
        found = [{**one, **({field: value} if value else {})} for one in found for value in values]
    return found


@pytest.mark.parametrize(
    ("name", "properties", "icon"),
    [
        ("facilities", {"kind": "mine", "status": "closed"}, "triangle.cross.symbol"),
        ("facilities", {"kind": "factory", "status": "operating"}, "square.solid.symbol"),
        ("facilities", {"kind": "suspected", "status": "unknown"}, "diamond-broken.dash.symbol"),
        ("incidents", {"category": "odour", "state": "received"}, "pin.solid.state-open"),
        ("incidents", {"category": "odour"}, "pin.solid.report"),
        ("estates", {"kind": "park"}, "area-dotted.hollow.symbol"),
    ],
)
def test_a_feature_is_drawn_as_its_signs_say(name: str, properties: dict[str, Any], icon: str) -> None:
    assert drawn_as(looks(layer_for(EVERYONE, name)), properties) == [icon]


def test_marks_are_added_where_their_field_is_true() -> None:
    added = marks(layer_for(EVERYONE, "facilities"))
    assert drawn_as(added, {"hazard": True, "approximate": False}) == ["mark.flame.symbol"]
    assert drawn_as(added, {}) == []


def test_states_are_in_the_style_of_those_only_who_may_know_them(client: Any) -> None:
    assert "state" not in json.dumps(style(client, "/tiles/incidents/style.json")["layers"])
    officer = Client()
    officer.force_login(an_officer("view_report"))
    assert '"state"' in json.dumps(style(officer, "/tiles/incidents/style.json")["layers"])


def test_no_address_leads_to_another_host(client: Any) -> None:
    assert json.dumps(style(client)).count("://") == json.dumps(style(client)).count("http://testserver/")


def test_names_are_in_the_language_of_the_request(client: Any) -> None:
    client.cookies["django_language"] = "en"
    layouts = [layer.get("layout", {}) for layer in style(client, "/tiles/areas/style.json")["layers"]]
    texts = [layout["text-field"] for layout in layouts if "text-field" in layout]
    assert texts == [["get", "name_en"]] * 3


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/tiles/secrets/style.json", 404),
        ("/tiles/style.json?scheme=pink", 400),
        ("/tiles/glyphs/Comic Sans/0-255.pbf", 404),
        ("/tiles/glyphs/Noto Sans Thai Regular/7-255.pbf", 404),
        ("/tiles/glyphs/Noto Sans Thai Regular/99999-100254.pbf", 404),
    ],
)
def test_what_is_not_there_is_told_with_the_rule(client: Any, address: str, status: int) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


def test_a_sprite_is_sent_once(client: Any) -> None:
    first = client.get("/tiles/sprite@2x.png")
    again = client.get("/tiles/sprite@2x.png", headers={"If-None-Match": first["ETag"]})
    assert (first["Content-Type"], again.status_code, again.content) == ("image/png", 304, b"")
