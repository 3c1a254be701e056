"""What a report is about: its subject, and how urgent such reports are."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geo.filters import Choice, Filter, named, refused
from geo.layers import Viewer
from incidents.models import Category, Urgency
from incidents.shown_place import SEES_REPORTS

SEES_RESTRICTED = "incidents.view_restrictedreport"


def _options() -> list[tuple[str, str]]:
    return [(category.code, category.name) for category in Category.objects.all()]


def _category(value: str) -> Choice:
    category = Category.objects.filter(pk=value[:40]).first()
    if category is None:
        codes = [code for code, _name in _options()]
        rule = _("must be one of: %(values)s") % {"values": ", ".join(codes)}
        raise refused("category", value, rule, allowed=codes)
    return Choice("category", category.code, category.name, Q(category=category.code))


CATEGORY = Filter("category", gettext_lazy("Subject"), _category, _options)


def urgency_for(viewer: Viewer) -> Filter:
    """With the restricted circle for those in it only."""
    secret = () if viewer.may(SEES_RESTRICTED) else (Urgency.RESTRICTED,)
    choices = [(value, title) for value, title in Urgency.choices if value not in secret]
    read = named("urgency", choices, lambda value: Q(category__urgency=value))
    return Filter("urgency", gettext_lazy("Urgency"), read, lambda: choices, permission=SEES_REPORTS)
