"""Connections outside Django's pool, for those who wait for the database in an event loop."""

from typing import Any

from django.db import connections

CONNECT_S = 5
_OURS = ("pool", "server_side_binding", "isolation_level", "assume_role")
"""Options of Django's that are none of the database's."""


def parameters(purpose: str) -> dict[str, Any]:
    """How Django itself would connect. `purpose` is what the database calls the connection in its lists."""
    known = connections["default"].settings_dict
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    said = {name: known[ours] for name, ours in named.items() if known.get(ours)}
    options = {name: value for name, value in known.get("OPTIONS", {}).items() if name not in _OURS}
    return {"connect_timeout": CONNECT_S, "application_name": f"phangut {purpose}", **options, **said}
