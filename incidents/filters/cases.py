"""How a case stands and with whom: for those who see reports, and for nobody else."""

from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geo.filters import Choice, Filter, named, refused
from geo.models import Office
from incidents.models import Channel
from incidents.models.report import STATE_CHOICES
from incidents.moments import this_while
from incidents.shown_place import SEES_REPORTS
from incidents.standing import OPEN, OVERDUE, SOON, WAITING, standing, unlicensed

STATES = (
    (OPEN, gettext_lazy("All open ones")),
    (OVERDUE, gettext_lazy("Overdue")),
    (SOON, gettext_lazy("Due within 7 days")),
    (WAITING, gettext_lazy("Not accepted yet")),
    *STATE_CHOICES,
)
_SITES = (("1", gettext_lazy("Suspected unlicensed")),)


def _offices() -> list[tuple[str, str]]:
    return [(office.code, office.name) for office in Office.objects.all()]


def _office(value: str) -> Choice:
    office = Office.objects.filter(code=value.lower()[:30]).first()
    if office is None:
        raise refused("office", value, _("must be the code of an office, such as pio-25"))
    return Choice("office", office.code, office.name, Q(handled_by=office.code))


def _episode(value: str) -> Choice:
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        raise refused("episode", value, _("must be the number of an episode"))
    return Choice("episode", str(int(value)), value, Q(episode=int(value)))


STATE = Filter(
    "state",
    gettext_lazy("State"),
    named("state", STATES, lambda value: standing(value, Now() if value == OVERDUE else this_while())),
    lambda: STATES,
    SEES_REPORTS,
)
OFFICE = Filter("office", gettext_lazy("Body in charge"), _office, _offices, SEES_REPORTS)
CHANNEL = Filter(
    "channel",
    gettext_lazy("Channel"),
    named("channel", Channel.choices, lambda value: Q(channel=value)),
    lambda: Channel.choices,
    SEES_REPORTS,
)
UNLICENSED = Filter(
    "unlicensed",
    gettext_lazy("Site"),
    named("unlicensed", _SITES, lambda _value: unlicensed()),
    lambda: _SITES,
    SEES_REPORTS,
)
EPISODE = Filter("episode", gettext_lazy("Episode"), _episode, permission=SEES_REPORTS)
