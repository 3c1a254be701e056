"""Tracking codes are not found by trying: who tried many that do not exist is told nothing for a while.

A mistyped code has a wrong check sign and is no try. What is found by a code says where a report stands, and whoever
has the code may answer for its reporter.
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from geo.allowance import Allowance, sender_of
from geo.errors import TooMany
from incidents.models import Report

MISSES = Allowance(30, 600)
"""Telephones of one mobile network come from one address; hardly any of them types a code that never was."""


def by_code(request: HttpRequest, find: Callable[[], Report | None]) -> Report | None:
    """What `find` finds by a well-formed code. Raises `TooMany` for a sender of too many that do not exist."""
    sender, now_s = sender_of(request), timezone.now().timestamp()
    if wait_s := MISSES.wait_s(sender, now_s=now_s):
        rule = _("Somebody with this address tried many tracking codes that do not exist. Try again later.")
        raise TooMany(rule, retry_after_s=wait_s)
    found = find()
    if found is None:
        MISSES.take(sender, now_s=now_s)
    return found
