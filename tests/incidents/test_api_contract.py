"""Whatever is sent to the JSON API, it answers as its description says, and never with a failure of its own."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.contrib.auth.models import User
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from geo.urls import api
from tests.builders_incidents import a_factory, a_report

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
CONFIG = SchemathesisConfig(
    projects=ProjectsConfig(
        default=ProjectConfig(generation=GenerationConfig(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE]))
    )
)
TOKEN = "a" * 32
schema = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application(), config=CONFIG)


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Every request within the test's own transaction, as with Django's test client."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def known(country: None) -> dict[str, Any]:
    """Numbers and codes that there are, in place of half of the invented ones."""
    return {"pk": a_factory().pk, "tracking_code": a_report(code="PU-AAAA-BBBB").tracking_code}


@pytest.fixture(params=["public", "officer"])
def cookies(request: pytest.FixtureRequest, client: Client, db: None) -> dict[str, str]:
    """Of nobody, and of one who may do everything."""
    if request.param == "public":
        return {}
    client.force_login(User.objects.create_superuser("chief"))
    return {name: morsel.value for name, morsel in client.cookies.items()}


@schema.parametrize()
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_described(case: Any, known: dict[str, Any], cookies: dict[str, str]) -> None:
    for name in known.keys() & case.path_parameters.keys():
        if len(str(case.path_parameters[name])) % 2:
            case.path_parameters[name] = known[name]
    with transaction.atomic():
        case.call_and_validate(checks=CHECKS, cookies={**cookies, "csrftoken": TOKEN}, headers={"X-CSRFToken": TOKEN})
        transaction.set_rollback(True)


def test_every_operation_tells_of_its_problems() -> None:
    missing = [
        f"{method} {path}: {status}"
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method, operation in methods.items()
        for status in _expected(path, operation)
        if status not in {str(known) for known in operation["responses"]}
    ]
    assert missing == []


def _expected(path: str, operation: dict[str, Any]) -> list[str]:
    takes = operation.get("parameters") or operation.get("requestBody")
    return (["400"] if takes else []) + (["404"] if "{" in path else []) + ["503"]
