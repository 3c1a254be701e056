"""The icon that browsers ask for by themselves."""

from django.test import Client


def test_the_icon_that_browsers_ask_for_is_the_mark(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert (answer.status_code, "geo/mark" in answer["Location"]) == (302, True)
