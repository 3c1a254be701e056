"""The resources around the features: what they promise is what is served."""

import re
from functools import reduce
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from geo.layers import Viewer, layers_for
from geo.ogc.collections import served
from incidents.operations import file_report
from tests import builders_incidents as incidents

pytestmark = pytest.mark.django_db

EVERYONE = Viewer(superuser=True)
BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"
FILLED = ("{featureId}", "{tileMatrix}", "{tileRow}", "{tileCol}")
PATHS = ("/ogc", "/ogc/", "/ogc/conformance", "/ogc/api", "/ogc/collections", "/ogc/collections/")


@pytest.fixture
def officer(client: Any) -> Any:
    user = User.objects.create_user("officer")
    user.user_permissions.set(Permission.objects.filter(codename__in=("view_report", "view_exactplace")))
    client.force_login(user)
    return client


def test_every_layer_of_the_registry_is_a_collection(client: Any) -> None:
    listed = [collection["id"] for collection in client.get("/ogc/collections").json()["collections"]]
    assert listed == [layer.name for layer in layers_for(Viewer())]


@pytest.mark.parametrize("viewer", [Viewer(), EVERYONE])
def test_rows_carry_every_declared_property(viewer: Viewer) -> None:
    for layer in served(viewer):
        assert layer.features is not None
        rows = layer.features(viewer).query
        selected = {*rows.values_select, *rows.annotation_select}
        assert selected == {"id", "geometry", *(known.name for known in layer.properties)}, layer.name


@pytest.mark.parametrize("path", PATHS)
def test_both_forms_are_served_and_linked(client: Any, path: str) -> None:
    assert "json" in client.get(path)["Content-Type"]
    assert client.get(path, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})["Content-Type"].startswith(
        "text/html"
    )
    assert client.get(path, {"f": "html"})["Content-Type"].startswith("text/html")
    assert client.get(path, {"f": "json"}, headers={"Accept": "text/html"})["Content-Type"].endswith(("json", "3.0"))
    assert client.head(path).status_code == 200


def test_every_link_leads_somewhere(register: Any, client: Any) -> None:
    seen, ahead = set(), ["http://testserver/ogc"]
    while ahead:
        address = ahead.pop()
        if address in seen or "/items?" in address or "{" in address:
            continue
        seen.add(address)
        response = client.get(address)
        assert response.status_code == 200, address
        if "json" in response["Content-Type"]:
            ahead += re.findall(r'"href": ?"([^"]+)"', response.content.decode())
    assert len(seen) > 30


def test_the_openapi_document_has_the_parameters_that_are_taken(client: Any) -> None:
    document = client.get("/ogc/api").json()
    for path, item in document["paths"].items():
        for parameter in item["get"]["parameters"]:
            if "$ref" in parameter:
                parameter = document["components"]["parameters"][parameter["$ref"].rsplit("/", 1)[1]]
            query = {} if parameter["in"] == "path" else {parameter["name"]: "\N{SNOWMAN}"}
            address = reduce(lambda text, name: text.replace(name, "1"), FILLED, path)
            refused = client.get("/ogc" + address.replace("{tileMatrixSetId}", "WebMercatorQuad"), query)
            assert "no such parameter" not in refused.content.decode()
            assert "The parameters here are" not in refused.content.decode()


def test_paths_of_the_openapi_document_answer(register: Any, client: Any) -> None:
    for path in client.get("/ogc/api").json()["paths"]:
        if "{" not in path:
            assert client.get("/ogc" + path).status_code == 200


def test_queryables_and_schema_give_types_and_titles(client: Any) -> None:
    queryables = client.get("/ogc/collections/facilities/queryables")
    properties = queryables.json()["properties"]
    assert queryables["Content-Type"] == "application/schema+json"
    assert properties["geometry"]["format"] == "geometry-any"
    assert properties["updated_at"] | {"title": ""} == {"title": "", "type": "string", "format": "date-time"}
    assert properties["registrations"]["type"] == "array"
    assert "mine" in properties["kind"]["enum"]
    schema = client.get("/ogc/collections/facilities/schema").json()
    assert schema["properties"]["properties"]["properties"]["horsepower"]["type"] == "number"


def test_a_collection_says_where_it_reaches_and_in_which_systems(register: Any, client: Any) -> None:
    found = client.get("/ogc/collections/facilities").json()
    assert found["extent"]["spatial"]["bbox"] == [pytest.approx([101.2, 13.2, 102.6, 14.6])]
    assert found["extent"]["temporal"]["interval"][0][0] <= found["extent"]["temporal"]["interval"][0][1]
    assert found["itemType"] == "feature"
    assert found["storageCrs"] in found["crs"]
    assert len(found["crs"]) == 8


@pytest.mark.parametrize(
    "path",
    ["/ogc/nothing", "/ogc/collections/nothing", "/ogc/collections/nothing/items", "/ogc?f=xml"],
)
def test_what_is_not_there_is_said_as_a_problem(client: Any, path: str) -> None:
    response = client.get(path)
    assert response.status_code in (400, 404)
    assert response["Content-Type"] == "application/problem+json"


def test_only_reading_is_offered(client: Any) -> None:
    response = client.post("/ogc/collections/facilities/items")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_the_public_learns_of_a_report_its_subject_and_a_blurred_place(client: Any) -> None:
    incidents.a_country()
    file_report(incidents.a_draft(), actor=incidents.ACTOR, now=incidents.NOW)
    (feature,) = client.get("/ogc/collections/incidents/items").json()["features"]
    assert feature["properties"] == {"category": "odour"}
    assert feature["geometry"]["coordinates"] != [incidents.PRACHIN_BURI.lon, incidents.PRACHIN_BURI.lat]


@pytest.mark.parametrize("name", ["state", "description", "received", "tracking_code", "position_method"])
def test_the_public_cannot_ask_about_what_is_withheld(client: Any, name: str) -> None:
    address = "/ogc/collections/incidents"
    assert name not in client.get(f"{address}/queryables").json()["properties"]
    assert client.get(f"{address}/items", {name: "x"}).status_code == 400
    assert client.get(f"{address}/items", {"filter": f"{name} IS NULL"}).status_code == 400


def test_an_officer_sees_reports_as_they_are(officer: Any) -> None:
    incidents.a_country()
    file_report(incidents.a_draft(), actor=incidents.ACTOR, now=incidents.NOW)
    (feature,) = officer.get("/ogc/collections/incidents/items?state=received").json()["features"]
    assert feature["properties"]["description"] == "กลิ่นสารเคมีแรงมาก"
    assert feature["geometry"]["coordinates"] == [incidents.PRACHIN_BURI.lon, incidents.PRACHIN_BURI.lat]
    assert officer.get("/ogc/collections/incidents/items")["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize(
    "rest", ["", "/queryables", "/items", "/items?filter=kind='mine'", "/items?filter=false", "/items/{mine}"]
)
def test_every_page_can_be_read(register: Any, client: Any, rest: str, language: str) -> None:
    client.cookies["django_language"] = language
    address = "/ogc/collections/facilities" + rest.format(mine=register["mine"].pk)
    response = client.get(address + ("&" if "?" in address else "?") + "f=html")
    assert response.status_code == 200
    assert "<h1>" in response.content.decode()


def test_a_mistake_is_told_to_a_person_on_a_page_and_to_a_program_as_a_problem(client: Any) -> None:
    address = "/ogc/collections/facilities/items?filter=foo&f=html"
    page = client.get(address, headers={"Accept": BROWSER})
    assert (page.status_code, page["Content-Type"]) == (400, "text/html; charset=utf-8")
    assert client.get(address)["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("collections/facilities/items?limit=99999999999999999999", 400),
        ("collections/facilities/items?after=" + "9" * 18, 200),
        ("collections/facilities/items?class=" + "9" * 400, 400),
        ("collections/facilities/items?workers=1e999", 400),
        ("collections/facilities/items/" + "9" * 30, 404),
        ("collections/facilities/items?filter=workers%3D" + "9" * 30, 200),
        ("collections/facilities/items?filter=name_th%3D'%00'", 400),
        ("collections/nothing", 404),
        ("no/such/address", 404),
    ],
)
def test_huge_numbers_are_refused_and_any_site_may_read_why(client: Client, path: str, status: int) -> None:
    answer = client.get(f"/ogc/{path}")
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (status, "*")


def test_a_wrong_method_is_told_to_other_sites_too(client: Client) -> None:
    answer = client.post("/ogc/collections")
    assert (answer.status_code, answer["Access-Control-Allow-Origin"], answer["Allow"]) == (405, "*", "GET, HEAD")
    assert answer["Content-Type"] == "application/problem+json"
