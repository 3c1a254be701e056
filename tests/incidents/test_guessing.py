"""Tracking codes are not found by trying."""

import pytest
from django.test import Client

from geo.allowance import Allowance
from geo.layers import Viewer
from incidents import guessing
from incidents.search import find_code
from incidents.tracking import new_code
from tests.builders_incidents import a_report

pytestmark = pytest.mark.usefixtures("country")

DOORS = ("/report/{}/", "/api/reports/{}", "/open311/v2/requests/{}.json", "/open311/v2/tokens/{}.json")


@pytest.fixture(autouse=True)
def three_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of this test's own."""
    monkeypatch.setattr(guessing, "MISSES", Allowance(3, 600))


@pytest.mark.parametrize("door", DOORS)
def test_who_tried_many_codes_is_told_nothing_of_a_true_one_either(client: Client, door: str) -> None:
    true = door.format(a_report().tracking_code)
    assert client.get(true).status_code == 200
    tried = [client.get(door.format(new_code())).status_code for _try in range(4)]
    assert tried == [404, 404, 404, 429]
    assert client.get(true).status_code == 429
    assert client.get(true, REMOTE_ADDR="192.0.2.7").status_code == 200


@pytest.mark.parametrize("door", DOORS)
def test_a_mistyped_code_is_no_try(client: Client, door: str) -> None:
    assert {client.get(door.format("PU-AAAA-AAAB")).status_code for _try in range(9)} == {404}


def test_the_search_box_answers_strangers_alike_whether_there_is_such_a_report() -> None:
    known, unknown = a_report(category="staff_conduct").tracking_code, new_code()
    (first,), (second,) = (find_code(code, Viewer(), 5) for code in (known, unknown))
    assert (first.detail, first.url.replace(known, unknown)) == (second.detail, second.url)
