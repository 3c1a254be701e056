"""Rows of a JSON document: answers of the exchange, of the public reads, of an Open311 server."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from geo.errors import BadInput
from incidents.outside.files.rows import Parse, Raw, Row, Source
from incidents.outside.open311 import reading as open311
from incidents.outside.traffy import exchange, public

LARGEST = 200_000_000


def exchange_json(path: Path) -> Source:
    """An answer of `get-issues` or `get-issue`, as it came."""
    found = _document(path)
    if not isinstance(found, dict) or "results" not in found:
        raise BadInput("An answer of the exchange has results", field="results", value=type(found).__name__)
    if problem := exchange.refusal(found):
        raise BadInput(f"This answer is a refusal: {problem}", field="status", value=found.get("status"))
    return _source("traffy", exchange.parse_issue, exchange.rows(found))


def public_json(path: Path) -> Source:
    """The public GeoJSON (`features`) or an answer of the share search (`results`)."""
    found = _document(path)
    if isinstance(found, dict) and isinstance(found.get("features"), list):
        return _source("traffy", public.parse_feature, found["features"])
    if isinstance(found, dict) and isinstance(found.get("results"), list):
        return _source("traffy", public.parse_shared, found["results"])
    raise BadInput("A public file has features (GeoJSON) or results (search)", field="body", value=type(found).__name__)


def open311_document(path: Path) -> Source:
    """An answer to GET requests, JSON or XML."""
    return _source("open311", open311.parse_request, open311.rows(_content(path)), key="service_request_id")


def _source(kind: str, parse: Parse, found: Sequence[Any], key: str = "ticket_id") -> Source:
    def rows() -> Iterator[Row]:
        for number, raw in enumerate(found, 1):
            yield Row(number, _raw(raw), "" if isinstance(raw, dict) else "A row is a JSON object")

    return Source(kind, parse, rows, len(found), key)


def _raw(value: object) -> Raw:
    return value if isinstance(value, dict) else {}


def _document(path: Path) -> Any:
    try:
        return json.loads(_content(path).decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise BadInput("The file is no JSON", field="file", value=path.name) from None


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput(f"The file has more than {LARGEST:,} bytes", field="file", value=path.name)
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"The file cannot be read: {error.strerror}", field="file", value=path) from None
