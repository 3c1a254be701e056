"""The map's file: what the viewer may see and asked for, capped and saying so, harmless, with nothing to load."""

import json
import re
from datetime import timedelta
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.http import QueryDict
from django.test import Client
from django.utils.translation import override

from geo.allowance import Allowance
from geo.coordinates import LonLat
from geo.errors import BadInput
from geo.layers import Viewer
from geo.one_file import literal
from incidents.models import Report
from tests.builders_cases import a_case
from tests.builders_incidents import NOW, a_country, a_factory, a_report, an_officer
from tiles.takeaway import contents as rows_of
from tiles.takeaway import file, turns
from tiles.takeaway.contents import Contents, contents
from tiles.takeaway.view import View

pytestmark = pytest.mark.django_db

PUBLIC = Viewer()
OFFICER = Viewer(frozenset({"incidents.view_report", "incidents.view_exactplace", "facilities.view_facility"}))
HOSTILE = "`${alert(1)}`</script><script>alert(2)</script>{{ 7*7 }}{% raw %}'\"><img src=x onerror=alert(3)>\u2028"


@pytest.fixture(autouse=True)
def country(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three provinces; the bundles' text is short, as tests run without them."""
    monkeypatch.setattr(file, "static_text", lambda name: f"/* {name} */")
    a_country()


def shown(query: str = "", viewer: Viewer = PUBLIC) -> dict[str, Contents]:
    return {one.layer.name: one for one in contents(View.read(QueryDict(query).dict()), viewer)}


def html(query: str = "", viewer: Viewer = PUBLIC) -> str:
    return file.map_html(View.read(QueryDict(query).dict()), viewer, NOW)


def test_strangers_take_turns_and_officers_do_not_wait_for_them(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "AT_ONCE", BoundedSemaphore(1))
    with turns.AT_ONCE:
        refused = client.get("/tiles/map.html")
        client.force_login(an_officer())
        assert client.get("/tiles/map.html").status_code == 200
    assert (refused.status_code, int(refused["Retry-After"]) > 0) == (503, True)


def test_a_stranger_may_have_so_many_files_and_then_waits(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "FILES", Allowance(1, 60))
    first, refused = client.get("/tiles/map.html"), client.get("/tiles/map.html")
    assert (first.status_code, refused.status_code, refused["Retry-After"]) == (200, 429, "60")
    assert turns.AT_ONCE._value == 2


def titles(one: Contents) -> list[Any]:
    return [feature[2] for feature in one.features]


def test_what_is_in_view_comes_from_the_middle_on() -> None:
    for key, east in (("far", 101.8), ("near", 101.51), ("middle", 101.6)):
        a_factory(LonLat(east, 13.5), key=key, name_th=key)
    a_factory(LonLat(100.2, 13.5), key="out of view")
    assert titles(shown("at=9/13.5/101.5&bbox=101,13,102,14")["facilities"]) == ["near", "middle", "far"]


def test_beyond_the_cap_the_nearest_stay_and_the_file_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows_of, "MOST", 2)
    for number in range(5):
        a_factory(LonLat(101.5 + number / 100, 13.5), key=str(number), name_th=f"n{number}")
    found = shown("at=9/13.5/101.5")["facilities"]
    assert (found.count, titles(found), found.capped) == (5, ["n0", "n1"], True)
    with override("en"):
        assert "Facilities: 5 in this view; this file holds the 2 nearest to its middle." in html("at=9/13.5/101.5")


def test_filters_times_and_layers_are_those_of_the_map() -> None:
    a_factory()
    a_case()
    a_report(now=NOW - timedelta(days=40))
    query = "at=9/13.5/101.5&only=facilities.kind:mine,incidents.state:received&from=2026-03-01"
    found = shown(query, OFFICER)
    assert {name: len(one.features) for name, one in found.items()} == {"facilities": 0, "incidents": 1, "estates": 0}
    assert set(shown("off=facilities,estates", OFFICER)) == {"incidents"}


def test_the_file_tells_no_time_that_nothing_in_it_was_asked_by() -> None:
    query = "at=9/13.5/101.5&from=2026-03-01"
    assert ("1 มี.ค. 2569" in html(query), "1 มี.ค. 2569" in html(query, OFFICER)) == (False, True)


def test_a_comma_within_a_value_does_not_part_it() -> None:
    a_factory(LonLat(101.5, 13.5))
    near = "facilities.near:101.5%252C13.5%252C1000"
    assert len(shown(f"at=9/13.5/101.5&only={near}")["facilities"].features) == 1


@pytest.mark.parametrize(
    "query",
    [
        "at=9",
        "at=99/13/101",
        "at=9/nan/101",
        "bbox=1,2,3",
        "only=facilities",
        "only=facilities.kind:castle",
        "from=x&at=9/13/101",
    ],
)
def test_what_the_map_would_not_say_is_refused(query: str) -> None:
    with pytest.raises(BadInput):
        html(query, OFFICER)


def test_the_public_cannot_ask_by_what_is_withheld() -> None:
    with pytest.raises(BadInput):
        shown("only=incidents.state:received")


def test_the_public_gets_the_blurred_place_and_the_subject_alone() -> None:
    a_report(LonLat(101.5123, 13.5123), description="ใกล้บ้านเลขที่ 9")
    (feature,) = shown()["incidents"].features
    exact = shown(viewer=OFFICER)["incidents"].features[0]
    assert exact[:2] == [101.5123, 13.5123]
    assert feature[:2] != exact[:2]
    assert set(feature[3]) == {"category"}
    assert "101.5123" not in html()
    assert Report.objects.get().tracking_code not in html()


def test_who_sees_more_than_the_public_is_told_not_to_pass_it_on() -> None:
    with override("en"):
        assert "Do not pass it on" in html(viewer=OFFICER)
        assert "Do not pass it on" not in html()


@pytest.mark.parametrize("text", [HOSTILE, "</SCRIPT>", "<!--<script>", "{#", "\\u003c", "ผังอุต", ""])
def test_a_literal_is_what_it_was_and_ends_nothing(text: str) -> None:
    written = literal({"name": text})
    assert not set("<{\u2028\u2029") & set(written)
    inner = json.loads(written.removeprefix("JSON.parse(").removesuffix(")"))
    assert json.loads(inner) == {"name": text}


def test_hostile_names_stay_words() -> None:
    a_factory(key="harmless")
    before = html("at=12/13.5/101.5")
    a_factory(name_th=HOSTILE)
    page = html("at=12/13.5/101.5")
    assert titles(shown("at=12/13.5/101.5")["facilities"])[-1].startswith("`${alert")
    for sign in ("<script", "</script", "<img", "{{", "{%"):
        assert page.lower().count(sign) == before.lower().count(sign), sign


def test_nothing_is_named_that_would_be_asked_for() -> None:
    a_factory()
    page = html("at=12/13.5/101.5")
    assert not re.findall(r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)", page)
    assert not re.findall(r"@import|//cdn|url\((?!#)[^)]*//", page)


def test_it_is_a_download_in_the_readers_language(client: Client) -> None:
    a_factory()
    answer = client.get("/tiles/map.html?at=9/13.5/101.5")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"].startswith("max-age=0")
    page = answer.content.decode()
    assert '<html lang="th">' in page
    assert "12 มี.ค. 2569" in html()


def test_a_wrong_question_is_a_problem_that_names_it(client: Client) -> None:
    answer = client.get("/tiles/map.html?only=facilities.kind:castle", headers={"accept": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["field"] == "kind"


def test_an_officer_saves_what_an_officer_sees(client: Client) -> None:
    a_report(LonLat(101.5123, 13.5123))
    client.force_login(an_officer())
    assert "13.5123" in client.get("/tiles/map.html").content.decode()


def test_the_command_writes_the_same(tmp_path: Path) -> None:
    a_factory(name_th="โรงงานในไฟล์")
    call_command("save_map", tmp_path / "map.html", view="at=12/13.5/101.5", language="en")
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert "โรงงานในไฟล์" in page
    assert '<html lang="en">' in page


@pytest.mark.parametrize("options", [{"view": "at=nowhere"}, {"user": "nobody"}])
def test_the_command_says_what_is_wrong(tmp_path: Path, options: dict[str, str]) -> None:
    with pytest.raises(CommandError):
        call_command("save_map", tmp_path / "map.html", **options)
    assert not (tmp_path / "map.html").exists()
