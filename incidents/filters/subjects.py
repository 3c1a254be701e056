"""What a report is about: its subject, and how urgent such reports are."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geo.filters import Choice, Filter, named, refused
from incidents.models import Category, Urgency
from incidents.shown_place import SEES_REPORTS


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
URGENCY = Filter(
    "urgency",
    gettext_lazy("Urgency"),
    named("urgency", Urgency.choices, lambda value: Q(category__urgency=value)),
    lambda: Urgency.choices,
    permission=SEES_REPORTS,
)
