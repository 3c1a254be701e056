"""What a role may not see is in nothing that it is given: tiles, descriptions, counts, days, lists, areas, files.

Four who look: the public, a field crew that sees reports at blurred places, an officer, a coordinator of the restricted
circle. Each asks for everything, and then guesses.
"""

import asyncio
import json
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from facilities.models import Kind
from geo.coordinates import LonLat
from geo.crs import WGS84
from incidents.models import Report
from incidents.states import State
from tests.builders_facilities import new_facility, registered
from tests.builders_incidents import a_country
from tests.builders_map import report_at
from tests.builders_tiles import decoded, tile_of
from tiles import asgi

pytestmark = pytest.mark.django_db(transaction=True)

PLACE = LonLat(101.5031, 13.5022)
GONE = LonLat(101.7, 13.7)
SECRET = LonLat(101.2, 13.2)
ROLES = {
    "public": (),
    "field": ("view_report",),
    "officer": ("view_report", "view_exactplace", "export_report", "view_facility"),
    "coordinator": ("view_report", "view_exactplace", "export_report", "view_facility", "view_restrictedreport"),
}
TOLD = {"category", "state", "urgency", "received", "overdue", "in_episode"}


@pytest.fixture
def world() -> dict[str, Any]:
    """An open report, one not taken up, one of the restricted circle; a factory, and a site under suspicion."""
    a_country()
    factory, suspected = registered(
        new_facility(PLACE), new_facility(LonLat(101.6, 13.6), kind=Kind.SUSPECTED, name_th="โรงงานต้องสงสัย")
    )
    return {
        "open": report_at(PLACE),
        "refused": report_at(GONE, state=State.REFUSED),
        "restricted": report_at(SECRET, category="staff_conduct"),
        "factory": factory,
        "suspected": suspected,
    }


def client_of(role: str) -> Client:
    client = Client()
    if ROLES[role]:
        user = User.objects.create_user(role, password="x")
        user.user_permissions.set(Permission.objects.filter(codename__in=ROLES[role]))
        client.force_login(user)
    return client


def seen(role: str, world: dict[str, Any]) -> set[int]:
    """The reports that a role may know of."""
    names = {"open"} | ({"refused"} if role != "public" else set())
    return {world[name].pk for name in names | ({"restricted"} if role == "coordinator" else set())}


def tiles(client: Client, layer: str, place: LonLat, query: str = "") -> list[Any]:
    """The features of the tiles of every zoom that hold a place."""
    found = []
    for zoom in (0, 6, 9, 11, 14, 16):
        tile = tile_of(place, zoom)
        answer = client.get(f"/tiles/{layer}/{zoom}/{tile.x}/{tile.y}.mvt{query}")
        assert answer.status_code in (200, 204), answer.content
        found += decoded(answer.content, layer)
    return found


def blurred(report: Report) -> LonLat:
    centre = report.blurred.transform(WGS84, clone=True)
    return LonLat(centre.x, centre.y)


@pytest.mark.parametrize("role", ROLES)
def test_tiles_hold_only_the_reports_and_the_fields_of_the_role(role: str, world: dict[str, Any]) -> None:
    client, exact = client_of(role), role in ("officer", "coordinator")
    for name in ("open", "refused", "restricted"):
        place = blurred(world[name]) if not exact else LonLat(world[name].position.x, world[name].position.y)
        single = [one for one in tiles(client, "incidents", place) if "count" not in one["properties"]]
        assert {one["id"] for one in single} <= seen(role, world)
        assert (world[name].pk in {one["id"] for one in single}) == (world[name].pk in seen(role, world))
        assert all(set(one["properties"]) <= (TOLD if role != "public" else {"category"}) for one in single)


@pytest.mark.parametrize("role", ["public", "field"])
@pytest.mark.parametrize("form", ["points", "hexagons", "heat"])
def test_the_exact_place_is_in_no_form_of_a_tile(role: str, form: str, world: dict[str, Any]) -> None:
    client, report = client_of(role), world["open"]
    at = tile_of(PLACE, 18)
    assert tile_of(blurred(report), 18) != at
    assert client.get(f"/tiles/incidents/18/{at.x}/{at.y}.mvt?as={form}").status_code == 204


@pytest.mark.parametrize("role", ROLES)
def test_aggregates_count_and_name_only_what_the_role_sees(role: str, world: dict[str, Any]) -> None:
    for one in decoded(client_of(role).get("/tiles/incidents/0/0/0.mvt").content, "incidents"):
        told = json.loads(one["properties"].get("tally", "{}")) | one["properties"]
        assert one["properties"].get("count", 1) == len(seen(role, world))
        assert role != "public" or not any(name.startswith("state") or name == "worst" for name in told)
        assert role == "coordinator" or "category:staff_conduct" not in told


@pytest.mark.parametrize("role", ROLES)
def test_counts_lists_and_areas_hold_as_many_as_the_role_sees(role: str, world: dict[str, Any]) -> None:
    client, may = client_of(role), seen(role, world)
    count = client.get("/tiles/incidents/count.json").json()
    assert count["count"] == len(may)
    assert ("state" in count["by"]) == (role != "public")
    items = client.get("/tiles/incidents/features.json").json()["items"]
    assert {item["id"] for item in items} == may
    assert all(set(item["properties"]) <= (TOLD if role != "public" else {"category"}) for item in items)
    areas = client.get("/tiles/incidents/by_area.json?level=province").json()["areas"]
    assert sum(area["count"] for area in areas) == len(may)


@pytest.mark.parametrize("role", ["public", "field"])
def test_lists_say_the_blurred_place_and_no_code(role: str, world: dict[str, Any]) -> None:
    answer = client_of(role).get("/tiles/incidents/features.json")
    (item,) = (one for one in answer.json()["items"] if one["id"] == world["open"].pk)
    centre = blurred(world["open"])
    assert (item["lon"], item["lat"]) == pytest.approx((centre.lon, centre.lat), abs=1e-6)
    assert "081-234" not in answer.content.decode()
    assert (world["open"].tracking_code in item["title"]) == (role != "public")


@pytest.mark.parametrize("role", ["public", "field"])
@pytest.mark.parametrize("radius_m", [5, 60, 150, 300])
def test_no_circle_finds_the_exact_place(role: str, radius_m: int, world: dict[str, Any]) -> None:
    """Circles round the exact place are as empty as anywhere until they reach the middle of its cell."""
    client, centre = client_of(role), blurred(world["open"])
    box = f"{PLACE.lon - 0.001},{PLACE.lat - 0.001},{PLACE.lon + 0.001},{PLACE.lat + 0.001}"
    shape = f"{PLACE.lon - 0.001} {PLACE.lat},{PLACE.lon} {PLACE.lat + 0.001},{PLACE.lon + 0.001} {PLACE.lat}"
    for query in (f"near={PLACE.lon},{PLACE.lat},{radius_m}", f"bbox={box}", f"inside={shape}"):
        assert client.get(f"/tiles/incidents/count.json?{query}").json()["count"] == 0
        assert client.get(f"/tiles/incidents/features.json?{query}").json()["items"] == []
        assert tiles(client, "incidents", centre, f"?{query}") == []
    assert client.get(f"/tiles/incidents/count.json?near={centre},{radius_m}").json()["count"] == 1


def test_an_area_at_a_border_is_that_of_the_blurred_place(world: dict[str, Any]) -> None:
    """Which side of a border the exact place is on is not to be had by asking for the areas."""
    report = report_at(LonLat(100.9999, 13.4))
    assert blurred(report).lon > 101
    field = client_of("field")
    counted = {one["code"]: one["count"] for one in field.get("/tiles/incidents/by_area.json").json()["areas"]}
    assert counted["24"] == 0
    assert field.get("/tiles/incidents/count.json?area=24").json()["count"] == 0
    assert field.get("/tiles/incidents/count.json?area=25").json()["count"] == counted["25"] == 3


GUESSES = [
    "state=received",
    "state=overdue",
    "urgency=high",
    "office=pio-25",
    "channel=web",
    "unlicensed=1",
    "episode=1",
    "from=2026-03-01",
    "to=2026-03-31",
    "as_of=2026-03-31",
    "sort=received",
    "tracking_code=B000000000",
    "State=received",
    "state__in=received",
    "description=x",
]


@pytest.mark.parametrize("guess", GUESSES)
@pytest.mark.parametrize("address", ["0/0/0.mvt", "count.json", "features.json", "by_area.json"])
def test_the_public_guesses_no_parameter(guess: str, address: str, world: dict[str, Any]) -> None:
    answer = client_of("public").get(f"/tiles/incidents/{address}?{guess}")
    problem = answer.json()
    assert (answer.status_code, problem["field"]) == (400, guess.split("=")[0])
    assert not {"state", "urgency", "office", "from", "as_of"} & set(problem["allowed"])


@pytest.mark.parametrize("guess", GUESSES)
def test_the_quick_door_answers_no_guess(guess: str, world: dict[str, Any]) -> None:
    """It leaves them to Django, who refuses them."""
    path, query = "/tiles/incidents/0/0/0.mvt", guess.encode()

    async def quick() -> Any:
        try:
            return await asgi._quick(
                {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": query}
            )
        finally:
            await asgi.close()

    assert asyncio.run(quick()) is None


@pytest.mark.parametrize("query", ["", "?step=month"])
def test_days_are_not_there_for_the_public(query: str, world: dict[str, Any]) -> None:
    assert client_of("public").get(f"/tiles/incidents/days.json{query}").status_code == 404
    assert sum(client_of("field").get("/tiles/incidents/days.json?step=month").json()["counts"]) == 2
    assert client_of("public").get("/tiles/facilities/days.json").status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_tilejson_names_only_what_the_role_is_told(role: str, world: dict[str, Any]) -> None:
    client = client_of(role)
    told = client.get("/tiles/incidents.json").json()
    names = {one["name"] for one in told["filters"]}
    assert {"category", "area", "bbox", "near", "inside"} <= names
    assert ("state" in names) == ("state" in told["vector_layers"][0]["fields"]) == (role != "public")
    assert (told["time"] is not None) == told["as_of"] == (role != "public")
    assert any(one["field"] in ("state", "urgency", "overdue") for one in told["signs"]) == (role != "public")
    assert bool(told["list_url"]) == (role != "public")
    assert bool(told["exports"]) == (role in ("officer", "coordinator"))
    urgencies = dict(next((one["options"] for one in told["filters"] if one["name"] == "urgency"), []))
    assert ("restricted" in urgencies) == (role == "coordinator")


@pytest.mark.parametrize("role", ["public", "officer"])
def test_a_suspected_site_is_for_officers(role: str, world: dict[str, Any]) -> None:
    client, may = client_of(role), role == "officer"
    place = LonLat(101.6, 13.6)
    drawn = [one for one in tiles(client, "facilities", place) if one["id"] == world["suspected"].pk]
    assert bool(drawn) == may
    for address in ("count.json", "features.json", "by_area.json"):
        assert client.get(f"/tiles/facilities/{address}?kind=suspected").status_code == (200 if may else 400)
    assert client.get("/tiles/facilities/count.json").json()["count"] == (2 if may else 1)
    assert client.get("/tiles/facilities/count.json?as_of=2026-01-01").json()["count"] == (2 if may else 1)
    for page in ("/tiles/facilities.json", "/tiles/facilities/features.json"):
        assert ("suspected" in client.get(page).content.decode()) == may


@pytest.mark.parametrize("role", ROLES)
def test_restricted_reports_stay_unfindable(role: str, world: dict[str, Any]) -> None:
    """By their category, their place, their day, their state, their office: with the rest, or alone."""
    client, may = client_of(role), role == "coordinator"
    asked = ["category=staff_conduct", f"near={SECRET.lon},{SECRET.lat},900", "area=25&category=staff_conduct"]
    if role != "public":
        asked += ["category=staff_conduct&from=2026-03-12&to=2026-03-12", "category=staff_conduct&as_of=2026-03-12"]
        asked += ["category=staff_conduct&state=open", "category=staff_conduct&office=pio-25"]
    for query in asked:
        assert client.get(f"/tiles/incidents/count.json?{query}").json()["count"] == int(may), query
        assert len(client.get(f"/tiles/incidents/features.json?{query}").json()["items"]) == int(may), query


def test_files_hold_what_their_taker_may_see(world: dict[str, Any]) -> None:
    public, field, officer = (client_of(role) for role in ("public", "field", "officer"))
    register = "/facilities/export/?format=csv&headers=names"
    assert "ต้องสงสัย" not in text(public.get(f"{register}&kind=suspected"))
    assert "ต้องสงสัย" in text(officer.get(f"{register}&kind=suspected"))
    board = f"/incidents/reports.csv?state=&near={PLACE.lon},{PLACE.lat},100"
    assert public.get(board).status_code == 302
    assert field.get(board).status_code == 403
    found = text(officer.get(board))
    assert world["open"].tracking_code in found
    assert world["restricted"].tracking_code not in text(officer.get("/incidents/reports.csv?state="))


def test_an_etag_of_an_officer_opens_nothing_to_the_public(world: dict[str, Any]) -> None:
    for address in ("count.json", "features.json", "by_area.json"):
        seen_by_officer = client_of("officer").get(f"/tiles/incidents/{address}")
        User.objects.all().delete()
        answer = Client().get(f"/tiles/incidents/{address}", headers={"if-none-match": seen_by_officer["ETag"]})
        assert (answer.status_code, seen_by_officer["Cache-Control"]) == (200, "private, no-cache")


def text(answer: Any) -> str:
    return b"".join(answer.streaming_content).decode("utf-8-sig")
