"""Requests of an Open311 GeoReport v2 server or file, JSON or XML. Pure.

Element names are those of the specification; times are W3C date-times with their offset.
"""

import json
import re
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from geo.errors import BadInput
from incidents.outside import moments, places
from incidents.outside.tickets import LONGEST_KEY, Ticket, description_of, facts, names, required, words

Row = Mapping[str, Any]
_KEY = re.compile(r"^[!-~ก-๙]{1,80}$")


def rows(content: bytes) -> list[Row]:
    """The requests in a document. Raises `BadInput` where it is neither a list in JSON nor `service_requests`."""
    text = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    return _of_xml(text) if text.startswith(b"<") else _of_json(text)


def parse_request(row: Row) -> Ticket:
    """One request. Raises `BadInput` naming what is wrong in it."""
    key = words(required(row, "service_request_id"))
    if not _KEY.match(key):
        rule = f"service_request_id has at most {LONGEST_KEY} visible characters"
        raise BadInput(rule, field="service_request_id", value=key)
    at = moments.with_offset(required(row, "requested_datetime"), "requested_datetime")
    updated = row.get("updated_datetime")
    types = (*names(row.get("service_code")), *names(row.get("service_name")))
    return Ticket(
        key=key,
        description=description_of(row.get("description"), names(row.get("service_name"))),
        reported_at=at,
        state_at=moments.stated([at, moments.with_offset(updated, "updated_datetime") if updated else None]),
        types=types,
        place=places.of_numbers(row.get("long"), row.get("lat")),
        address=words(row.get("address"))[:300],
        state_type=_status(row),
        state_text=words(row.get("status_notes"))[:80] or _status(row),
        organisations=names(row.get("agency_responsible")),
        details=facts(type=row.get("service_name"), photos=row.get("media_url")),
    )


def _status(row: Row) -> str:
    status = words(required(row, "status")).lower()
    if status not in ("open", "closed"):
        raise BadInput("status is open or closed", field="status", value=status)
    return status


def _of_json(text: bytes) -> list[Row]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise BadInput("The document is neither JSON nor XML", field="body", value=text[:40]) from None
    if not isinstance(found, list):
        raise BadInput("The document is no list of requests", field="body", value=type(found).__name__)
    return [row for row in found if isinstance(row, dict)]


def _of_xml(text: bytes) -> list[Row]:
    root = parse_xml(text)
    if root.tag != "service_requests":
        raise BadInput("The document is no service_requests", field="body", value=root.tag)
    return [{part.tag: part.text or "" for part in request} for request in root.iter("request")]


class _WithoutType(TreeBuilder):
    """Asked of the parser and not of the bytes: in UTF-16 they read otherwise."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise BadInput("XML with a document type is not read", field="body", value="<!DOCTYPE")


def parse_xml(text: bytes) -> Element:
    """The root of a document without a DTD: what declares entities can be made to grow without bound."""
    parser = XMLParser(target=_WithoutType())  # noqa: S314  # entities need a document type, refused by the target
    try:
        parser.feed(text)
        root: Element = parser.close()
    except ParseError as error:
        raise BadInput(f"The XML is broken: {error}", field="body", value=text[:40]) from None
    return root
