"""What an administrator may set and what a program may call is written down."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_setting_read_from_the_environment_is_documented() -> None:
    read = re.findall(r'env\.\w+\(\s*"(\w+)"', (ROOT / "geo" / "settings.py").read_text(encoding="utf-8"))
    documented = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert read
    assert [name for name in read if f"`{name}`" not in documented] == []


def test_every_operation_of_the_api_is_described(client) -> None:
    from geo.urls import api

    described = [
        (path, method, operation.get("description"))
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method, operation in methods.items()
    ]
    assert described
    assert [(path, method) for path, method, text in described if not text] == []
