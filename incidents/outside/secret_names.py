"""Secrets of other systems stand in the environment; a system's row holds only the name of the variable."""

import re

from django.utils.translation import gettext as _

from geo import env
from geo.errors import BadInput, Unavailable

PREFIX = "PHANGUT_OUTSIDE_"
"""Of its own: the service's other secrets begin otherwise."""

_NAME = re.compile(f"^{PREFIX}[A-Z0-9_]{{1,40}}$")


def checked(name: str) -> str:
    """The name as it is. Raises `BadInput` for others: who edits a system must not send just any variable away."""
    if name and not _NAME.match(name):
        rule = _("The name begins with %(prefix)s, followed by capital letters, digits and _") % {"prefix": PREFIX}
        raise BadInput(rule, field="secret_name", value=name)
    return name


def secret(name: str) -> str:
    """The value. Raises `Unavailable` naming the variable where it is not set."""
    value = env.text(checked(name)) if name else ""
    if not value:
        raise Unavailable(f"The environment variable {name or PREFIX + '...'} is not set", secret_name=name)
    return value
