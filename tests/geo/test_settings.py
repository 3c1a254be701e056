"""What the environment decides."""

import runpy
from pathlib import Path
from typing import Any

import pytest

_SETTINGS = Path(__file__).parents[2] / "geo" / "settings.py"


def settings_with(monkeypatch: pytest.MonkeyPatch, **environment: str) -> dict[str, Any]:
    """The settings module as it comes out of this environment."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(_SETTINGS))


@pytest.mark.parametrize(("said", "secure"), [("on", True), ("off", False), ("", False)])
def test_cookies_and_addresses_follow_tls_in_front(monkeypatch: pytest.MonkeyPatch, said: str, secure: bool) -> None:
    found = settings_with(monkeypatch, PHANGUT_HTTPS=said)
    assert (found["SESSION_COOKIE_SECURE"], found["CSRF_COOKIE_SECURE"]) == (secure, secure)
    assert (found["SECURE_PROXY_SSL_HEADER"] is not None) is secure


def test_a_wrong_value_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Exception, match="PHANGUT_HTTPS must be one of"):
        settings_with(monkeypatch, PHANGUT_HTTPS="perhaps")
