"""Reports as they stood at the end of a day: those received until then, in the state they had then.

For tiles, which ask it of every report on the screen. A report whose last step is not after that day stands as it stood
then, which its own row says; only for the others is the last step until then looked up, in the index of its steps.
"""

from datetime import datetime

from django.db.models import Case, CharField, F, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from incidents.models import StateChange
from incidents.states import State


def received_by(end: datetime) -> Q:
    """Before this moment."""
    return Q(received_at__lt=end)


def state_by(end: datetime) -> Combinable:
    """The state just before this moment; as received where the steps say nothing of that time."""
    steps = StateChange.objects.filter(report=OuterRef("pk"), at__lt=end).order_by("-number")
    then = Coalesce(Subquery(steps.values("to_state")[:1]), Value(State.RECEIVED.value))
    return Case(When(changed_at__lt=end, then=F("state")), default=then, output_field=CharField())
