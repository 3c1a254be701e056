"""Who a session's cookie belongs to, for doors that answer before Django's middleware.

Exactly what Django's own session and authentication would say, kept until it may have changed: the database notes
when a session ends or changes and when anybody's password, permissions, groups or standing do (`geo.touches`). What is
not plain is left to Django.
"""

import re
import time
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import md5

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, load_backend
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from geo.layers import Viewer
from geo.touches.cells import FIRST_KEY
from geo.touches.ledger import Ledger

_MOST = 2_000
_PLAIN_ENGINE = "django.contrib.sessions.backends.db"


@dataclass(frozen=True, slots=True)
class Known:
    """Whose session it is. `logged_in` is False for a session of a stranger."""

    viewer: Viewer
    logged_in: bool
    expires: float


Standing = tuple[int, int, int]


class SessionViewers:
    """What one event loop knows. Ask only with a ledger that was brought up to date after the request came."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, tuple[Standing, Known]] = OrderedDict()

    def get(self, key: str, ledger: Ledger) -> Known | None:
        """None where it has to be found out."""
        standing, known = self._known.get(key, ((), None))
        if known is None or standing != _standing(key, ledger) or known.expires <= time.time():
            self._known.pop(key, None)
            return None
        return known

    def standing(self, key: str, ledger: Ledger) -> Standing:
        """To be taken before it is found out, and given to `put`: a change meanwhile is then noticed."""
        return _standing(key, ledger)

    def put(self, key: str, standing: Standing, known: Known) -> None:
        """Keep what was found."""
        self._known[key] = (standing, known)
        while len(self._known) > _MOST:
            self._known.popitem(last=False)


def cookie_key(cookie: str) -> str | None:
    """The session's key in a Cookie header; empty without one, None where it is not plain."""
    name = settings.SESSION_COOKIE_NAME
    if name not in cookie:
        return ""
    found: list[str] = re.findall(rf"(?:^|;)\s*{re.escape(name)}=([a-z0-9]{{8,40}})\s*(?=;|$)", cookie)
    return found[0] if len(found) == 1 and cookie.count(name) == 1 else None


def find_out(key: str) -> Known | None:
    """From the database, as Django does; None where Django itself shall decide. Not for an event loop's thread."""
    if settings.SESSION_ENGINE != _PLAIN_ENGINE:
        return None
    session = Session.objects.filter(session_key=key, expire_date__gt=timezone.now()).first()
    if session is None:
        return None
    held, expires = session.get_decoded(), session.expire_date.timestamp()
    if SESSION_KEY not in held:
        return Known(Viewer(), False, expires)
    user = _user(held)
    return None if user is None else Known(Viewer.of(user), True, expires)


def _user(held: dict[str, str]) -> AbstractBaseUser | None:
    backend = held.get(BACKEND_SESSION_KEY, "")
    if backend not in settings.AUTHENTICATION_BACKENDS:
        return None
    user = load_backend(backend).get_user(held[SESSION_KEY])
    if user is None or not constant_time_compare(held.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()):
        return None
    return user


def _standing(key: str, ledger: Ledger) -> Standing:
    """Changes with everything that decides whom the session belongs to and what that user may see."""
    # As the trigger on the table of sessions names it; not for safety.
    number = int(md5(key.encode(), usedforsecurity=False).hexdigest()[:7], 16)
    return ledger.loads, ledger.of_key("sessions", FIRST_KEY + number), ledger.everywhere("viewers")
