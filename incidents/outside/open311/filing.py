"""POST requests: a report from a programme, under its key."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime

from django.http import HttpRequest

from geo.changes import Actor
from geo.errors import BadInput, NotAllowed, Unreadable
from geo.thai import tidy
from incidents.draft import ReportDraft
from incidents.models import ApiClient, Channel
from incidents.once import Key, file_once
from incidents.operations import file_report
from incidents.outside.open311.asking import check_jurisdiction, service

LARGEST = 100_000
Sent = Mapping[str, str]


def digest_of(key: str) -> str:
    """What is stored of a programme's key."""
    return hashlib.sha256(key.encode("utf-8", "backslashreplace")).hexdigest()


def client_of(key: str) -> ApiClient:
    """The programme with this key. Raises `NotAllowed` for none, a wrong one, and one that was switched off, alike."""
    said, found = digest_of(key), None
    for client in ApiClient.objects.filter(active=True):
        if hmac.compare_digest(client.key_digest, said):
            found = client
    if found is None or not key:
        raise NotAllowed("api_key is missing or not known", field="api_key")
    return found


def sent_in(request: HttpRequest) -> dict[str, str]:
    """The fields of a form or of a JSON object, texts all. Raises `Unreadable` or `BadInput`."""
    if len(request.body) > LARGEST:
        raise BadInput(f"A request has at most {LARGEST:,} bytes", field="body", value=len(request.body))
    if request.content_type == "application/json":
        return {name: str(value) for name, value in _object(request.body).items() if value not in (None, "")}
    return {name: value for name, value in request.POST.items() if isinstance(value, str)}


def file(sent: Sent, *, idempotency_key: str, now: datetime) -> str:
    """The tracking code of the new report, or of the one filed before under the same key by the same programme.

    Raises `NotAllowed` without a key, `NotFound` for a service or jurisdiction that is not here, `BadInput` else.
    """
    client = client_of(sent.get("api_key", ""))
    check_jurisdiction(sent)
    actor = Actor(f"open311:{client.label}")

    if not idempotency_key:
        return file_report(_draft(sent), actor=actor, now=now).tracking_code
    told = {name: value for name, value in sent.items() if name != "api_key"}
    answer = file_once(Key.parse(idempotency_key, told), lambda: _draft(sent), actor=actor, now=now)
    return str(answer["tracking_code"])


def _draft(sent: Sent) -> ReportDraft:
    if not sent.get("service_code"):
        raise BadInput("service_code must be there", field="service_code", value=None)
    category = service(sent["service_code"])
    if sent.get("address_id"):
        rule = "Places are understood as lat and long or as address_string; there is no register of addresses"
        raise BadInput(rule, field="address_id", value=sent["address_id"])
    numbers = "lat" in sent or "long" in sent
    return ReportDraft.parse(
        category=category.code,
        description=sent.get("description") or category.name,
        lon=sent.get("long") if numbers else None,
        lat=sent.get("lat") if numbers else None,
        place=sent.get("address_string"),
        contact=_contact(sent),
        channel=Channel.OPEN311,
    )


def _contact(sent: Sent) -> str:
    """Goes to the reporters' own store, and is answered nowhere."""
    named = (sent.get(name, "") for name in ("first_name", "last_name", "phone", "email"))
    return " ".join(tidy(part)[:80] for part in named if part)[:200]


def _object(body: bytes) -> dict[str, object]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise Unreadable("The body must be a form or a JSON object", field="body") from None
    if not isinstance(found, dict):
        raise Unreadable("The body must be a form or a JSON object", field="body")
    return found
