"""Typed readers of the environment. A wrong value stops the start and says what is allowed."""

import os
import secrets
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import ParseResult, unquote, urlparse


class BadSetting(Exception):
    """An environment variable holds a value that the product cannot use."""


def text(name: str, default: str = "") -> str:
    """The variable as text, stripped; `default` where it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool) -> bool:
    """`1 true yes on` or `0 false no off`, in any case."""
    words = {
        "1": True,
        "true": True,
        "yes": True,
        "on": True,
        "0": False,
        "false": False,
        "no": False,
        "off": False,
    }
    value = text(name, str(default)).lower()
    if value not in words:
        raise BadSetting(f"{name} must be one of {', '.join(words)}; it is {value!r}")
    return words[value]


def number(name: str, default: float, *, low: float, high: float) -> float:
    """A number between `low` and `high`, both included."""
    value = text(name, str(default))
    try:
        parsed = float(value)
    except ValueError:
        raise BadSetting(f"{name} must be a number; it is {value!r}") from None
    if not low <= parsed <= high:
        raise BadSetting(f"{name} must lie between {low:g} and {high:g}; it is {value!r}")
    return parsed


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list, empty items dropped."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def web_address(name: str) -> str:
    """`http://` or `https://` with a host; empty where it is unset."""
    value = text(name)
    url = urlparse(value)
    if value and (url.scheme not in {"http", "https"} or not url.hostname):
        raise BadSetting(f"{name} must start with http:// or https:// and name a host; it is {value!r}")
    return value


def directory(name: str, default: Path) -> Path:
    """A folder, made absolute; it need not exist yet."""
    return Path(text(name, str(default))).expanduser().resolve()


def database(name: str = "DATABASE_URL") -> dict[str, object]:
    """Django's connection settings from `postgres://user:password@host:port/name`."""
    url = urlparse(text(name, "postgres:///phangut"))
    if url.scheme not in {"postgres", "postgresql", "postgis"}:
        raise BadSetting(f"{name} must start with postgres://; it starts with {url.scheme!r}")
    return {
        "NAME": unquote(url.path.lstrip("/")) or "phangut",
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(url.hostname or ""),
        "PORT": _port(name, url),
    }


def _port(name: str, url: ParseResult) -> str:
    try:
        return str(url.port or "")
    except ValueError:
        raise BadSetting(f"{name} holds a port that is not a number between 0 and 65535") from None


def secret(name: str, file: Path) -> str:
    """From the environment, else from `file`, which is made with a fresh key (mode 0600) when it is missing."""
    if value := text(name):
        return value
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text().strip()


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Networks in CIDR, with commas (`10.0.0.0/8`); none where it is unset."""
    try:
        return [ip_network(word) for word in words(name)]
    except ValueError as error:
        raise BadSetting(f"{name} must be networks such as 10.0.0.0/8, with commas: {error}") from None


_MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def mailer(name: str) -> dict[str, object]:
    """Django's mailer from `smtp://`, `smtp+tls://` (STARTTLS) or `smtps://user:password@host:port`.

    `file:///folder` writes every message there as a file. Unset, messages go to the log of the worker: nothing leaves.
    """
    url = urlparse(text(name, "console:"))
    backends = "django.core.mail.backends"
    if url.scheme == "console":
        return {"BACKEND": f"{backends}.console.EmailBackend"}
    if url.scheme == "file" and url.path.startswith("/"):
        return {"BACKEND": f"{backends}.filebased.EmailBackend", "OPTIONS": {"file_path": unquote(url.path)}}
    if url.scheme not in _MAIL_PORTS or not url.hostname:
        raise BadSetting(f"{name} must start with smtp://, smtp+tls://, smtps:// and name a host, or with file:///")
    options = {
        "host": url.hostname,
        "port": int(_port(name, url) or _MAIL_PORTS[url.scheme]),
        "username": unquote(url.username or ""),
        "password": unquote(url.password or ""),
        "use_tls": url.scheme == "smtp+tls",
        "use_ssl": url.scheme == "smtps",
        "timeout": 20,
    }
    return {"BACKEND": f"{backends}.smtp.EmailBackend", "OPTIONS": options}
