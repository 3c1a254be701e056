"""`/hooks/traffy/<secret>`: who may push, and what is done with a message. Kept first, then applied, then answered."""

import hashlib
import hmac
import ipaddress
import json
from datetime import datetime
from typing import Any

from geo.errors import BadInput, NotFound, PhangUtError
from incidents.models import InboundEvent, OutsideSystem
from incidents.outside.applying import apply, keep
from incidents.outside.traffy import hooks

LARGEST = 200_000
"""Bytes of a message; theirs have about one thousand."""

_SHOWN = 500


def digest_of(secret: str) -> str:
    """What is stored of the secret in the address."""
    return hashlib.sha256(secret.encode("utf-8", "backslashreplace")).hexdigest()


def system_behind(secret: str, address: str) -> OutsideSystem:
    """The system whose secret this is. Raises `NotFound` alike for a wrong secret and for a caller from elsewhere."""
    said, found = digest_of(secret), None
    # All are compared, in constant time each: how long it takes tells nothing.
    for system in OutsideSystem.objects.filter(kind="traffy").exclude(hook_digest=""):
        if hmac.compare_digest(system.hook_digest, said):
            found = system
    if found is None or not _admitted(found, address):
        raise NotFound("There is nothing at this address")
    return found


def take_in(system: OutsideSystem, method: str, content: bytes, *, now: datetime) -> dict[str, Any]:
    """Keep a message and apply it. Raises `BadInput` for one that cannot be understood, which is kept as well.

    What is kept and cannot be applied now is taken up by a job; the sender has nothing more to do.
    """
    try:
        event = hooks.parse(method, _body(content))
    except BadInput as error:
        _keep_bad(system, content, error, now)
        raise
    new = keep(system, event, now=now)
    answer = {"ticket_id": event.key, "kind": event.kind, "stored": True, "new": new}
    try:
        apply(system, event.key, now=now)
    except PhangUtError as error:
        InboundEvent.objects.filter(system=system, key=event.key, applied_at=None).update(problem=error.detail)
    return answer


def _admitted(system: OutsideSystem, address: str) -> bool:
    if not system.allowed_from:
        return True
    try:
        caller = ipaddress.ip_address(address)
        return any(caller in ipaddress.ip_network(network, strict=False) for network in system.allowed_from)
    except ValueError:
        return False


def _body(content: bytes) -> object:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise BadInput("The body must be JSON", field="body", value=content[:20]) from None


def _keep_bad(system: OutsideSystem, content: bytes, error: BadInput, now: datetime) -> None:
    """Once, however often it is sent. Its beginning is kept so that the sender can be told what is wrong with it."""
    InboundEvent.objects.get_or_create(
        system=system,
        key=f"bad-{hashlib.sha256(content).hexdigest()[:40]}",
        kind="bad",
        defaults={
            "happened_at": now,
            "received_at": now,
            "applied_at": now,
            "body": {"details": {"begins": content[:_SHOWN].decode("utf-8", "replace").replace("\0", "")}},
            "problem": f"{error.fields['field']}: {error.detail}",
        },
    )
