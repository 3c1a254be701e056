"""Telling an officer what a correction did to the competence."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from incidents.amending import Amended
from incidents.timeline import Names, lead_change


def say_competence(request: HttpRequest, amended: Amended) -> None:
    """Stored; and who is competent now, if that is another body."""
    changed = amended.competence
    if changed is None:
        messages.success(request, _("Stored. The competent body stays."))
        return
    words = lead_change({"before": changed.before, "after": changed.after}, Names.read())
    messages.warning(request, words or _("Stored. The lead stays; its grounds or the bodies beside it are others."))
