"""Webhooks: a signed POST to an address somebody gave, which must not become a way into our own network.

The name is resolved once, every address it stands for is checked, and the checked one is connected to: a name that
changes in between changes nothing. Redirects are not followed.
"""

import hashlib
import hmac
import json
import socket
from collections.abc import Callable, Iterable
from datetime import datetime
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

import httpx

from incidents.notices.wording import Message

TIMEOUT = httpx.Timeout(10.0, connect=5.0)
Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], list[str]]


class NotSent(Exception):
    """It did not arrive, or it is not known that it did; the words say why."""


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a name, as the system knows them. Raises `NotSent`."""
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except OSError as error:
        raise NotSent(f"{host}: {error.strerror or error}") from None
    except UnicodeError:
        raise NotSent(f"{host} cannot be the name of a host") from None


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 over `<timestamp>.<body>`, hexadecimal. A receiver refuses old timestamps."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def post(
    url: str,
    secret: str,
    message: Message,
    *,
    now: datetime,
    allowed: Iterable[Network] = (),
    resolve: Resolve = resolve,
    transport: httpx.BaseTransport | None = None,
) -> None:
    """Raises `NotSent` for every answer but 2xx. `allowed` are the private networks that may be called."""
    parts = _parts(url)
    body = json.dumps(message.facts, ensure_ascii=False).encode()
    stamp = str(int(now.timestamp()))
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "phangut",
        "X-Phangut-Notice": message.token,
        "X-Phangut-Timestamp": stamp,
        "X-Phangut-Signature": f"sha256={signature(secret, stamp, body)}",
    }
    _send(parts, _checked(parts, tuple(allowed), resolve), body, headers, transport)


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        httpx.URL(url)
        good = parts.scheme in ("http", "https") and parts.hostname and not parts.username and parts.port != 0
    except (ValueError, httpx.InvalidURL):
        good = None
    if not good:
        raise NotSent("the address is not http:// or https:// with a host")
    return parts


def _checked(parts: SplitResult, allowed: tuple[Network, ...], resolve: Resolve) -> Address:
    host = parts.hostname or ""
    found = [ip_address(text.partition("%")[0]) for text in resolve(host, _port(parts))]
    if not found or not all(_may_call(address, allowed) for address in found):
        raise NotSent(f"{host} is in a private network that PHANGUT_WEBHOOK_NETWORKS does not name")
    return found[0]


_HOLDS_IPV4 = (ip_network("64:ff9b::/96"), ip_network("::/96"))
"""Addresses whose last 32 bits are one of the old kind: behind a translator (RFC 6052) they lead there."""


def _may_call(address: Address, allowed: tuple[Network, ...]) -> bool:
    mapped = getattr(address, "ipv4_mapped", None) or address
    if any(mapped in network for network in _HOLDS_IPV4):
        mapped = IPv4Address(mapped.packed[-4:])
    return (mapped.is_global and not mapped.is_multicast) or any(mapped in network for network in allowed)


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _send(
    parts: SplitResult, address: Address, body: bytes, headers: dict[str, str], transport: httpx.BaseTransport | None
) -> None:
    url = httpx.URL(parts.geturl())
    there = url.copy_with(host=str(address), fragment=None)
    told = {**headers, "Host": url.netloc.decode("ascii")}
    try:
        with httpx.Client(timeout=TIMEOUT, follow_redirects=False, trust_env=False, transport=transport) as client:
            sni = {"sni_hostname": url.host}
            with client.stream("POST", there, content=body, headers=told, extensions=sni) as answer:
                status = answer.status_code
    except httpx.HTTPError as error:
        raise NotSent(f"{type(error).__name__}: {error}"[:300]) from None
    if not 200 <= status < 300:
        raise NotSent(f"answered {status}")
