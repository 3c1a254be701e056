"""The incidents layer: declared here once for tiles, feature API, exports and legend.

Who may see reports and their exact place gets both. Who may see reports only gets all fields at the centre of a cell of
about 1 km; everybody else the category there, nothing more. The blurring is a column of the table, so that no tile,
count or filter sees the exact place.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Now, TruncDate
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from geo import versions
from geo.days import end_of
from geo.layers import Export, Field, Layer, Sign, Viewer, register
from geo.touches import Touched
from incidents.due import overdue_at
from incidents.filters import FILTERS, seen_filters
from incidents.layer_features import PROPERTIES, features, overlapping
from incidents.models import Category, Report, Urgency
from incidents.models.report import BLUR_CELL_M, STATE_NAMES
from incidents.past import received_by, state_by
from incidents.reference import shipped
from incidents.shown_place import SEES_REPORTS, place_column, sees_place
from incidents.states import OVER, State

NAME = "incidents"

FIELDS = (
    Field("category", _("Subject")),
    Field("state", _("State"), permission=SEES_REPORTS),
    Field("urgency", _("Urgency"), permission=SEES_REPORTS),
    Field("received", _("Received on"), low_zoom=False, permission=SEES_REPORTS),
    Field("overdue", _("Overdue"), low_zoom=False, permission=SEES_REPORTS),
    Field("in_episode", _("Part of an episode"), low_zoom=False, permission=SEES_REPORTS),
)

_RINGS = {Urgency.HIGH: "ring", Urgency.EMERGENCY: "ring-double"}
_WORKING = frozenset({State.ACCEPTED, State.INSPECTED, State.ACTING})
_TURNED_DOWN = frozenset({State.REFUSED, State.DUPLICATE})

_WORST_FIRST = (
    State.REOPENED,
    State.RECEIVED,
    State.TRIAGED,
    State.TRANSFERRED,
    State.ASSIGNED,
    State.ACCEPTED,
    State.INSPECTED,
    State.ACTING,
    State.RESOLVED,
    State.CLOSED,
    State.DUPLICATE,
    State.REFUSED,
)
"""By how much is still to be done, and by how long somebody has waited for it."""


def rows(viewer: Viewer) -> "QuerySet[Any, dict[str, Any]]":
    """What this viewer may see, blurred unless the viewer may see exact places."""
    seen = Report.objects.seen_by(viewer)
    if not viewer.may(SEES_REPORTS):
        return _public(seen)
    return _full(seen, place_column(viewer))


def rows_as_of(viewer: Viewer, day: date) -> "QuerySet[Any, dict[str, Any]]":
    """As they stood at the end of a day; for those who may know when a report came in and how it stands."""
    end = end_of(day)
    seen = Report.objects.seen_by(viewer).filter(received_by(end))
    return _full(seen, place_column(viewer), state=state_by(end), now=end)


def titles(viewer: Viewer, ids: Collection[int]) -> dict[int, Any]:
    """The subject, and for those who see reports the tracking code with it."""
    told = viewer.may(SEES_REPORTS)
    seen = Report.objects.seen_by(viewer).filter(pk__in=ids).select_related("category")
    few = seen.only("tracking_code", "category__name_th", "category__name_en")
    return {one.pk: f"{one.category.name} {one.tracking_code}" if told else one.category.name for one in few}


def area_code(viewer: Viewer, level: str) -> "tuple[Q, str | Combinable] | None":
    """As it was found for the exact place: for those who may know this. For others by their blurred places."""
    return (Q(areas__level=level), F("areas__code")) if sees_place(viewer) else None


def colour_of(state: State) -> str:
    """The design token of a state: four colours for twelve states, by whose turn it is."""
    if state in _TURNED_DOWN:
        return "--state-refused"
    if state in OVER:
        return "--state-done"
    return "--state-working" if state in _WORKING else "--state-open"


def signs() -> tuple[Sign, ...]:
    """A pin for every subject; its colour says the state, rings the urgency, a clock and waves what stands out."""
    pins = [Sign("category", row["code"], _title(row["name_th"], row["name_en"]), "shape", "pin") for row in shipped()]
    colours = [Sign("state", state.value, STATE_NAMES[state], "colour", colour_of(state)) for state in State]
    rings = [Sign("urgency", urgency, urgency.label, "mark", ring) for urgency, ring in _RINGS.items()]
    late = Sign("overdue", "true", _("Overdue"), "mark", "clock")
    together = Sign("in_episode", "true", _("Part of an episode"), "mark", "waves")
    return (*pins, *colours, *rings, late, together)


def version() -> str:
    """Grows with every change of a report."""
    return versions.current(NAME)


def publish() -> None:
    """Called once, in `AppConfig.ready()`."""
    register(
        Layer(
            name=NAME,
            title=_("Reports"),
            geometry="point",
            rows=rows,
            fields=FIELDS,
            version=version,
            cluster_until=11,
            heaped_for=lambda viewer: not viewer.may(SEES_REPORTS),
            count_by=("category", "state"),
            worst_of="state",
            worst_first=tuple(state.value for state in _WORST_FIRST),
            signs=signs(),
            panel_url="/incidents/{id}/panel/",
            features=features,
            properties=PROPERTIES,
            time="received",
            filters=FILTERS,
            seen_filters=seen_filters,
            rows_as_of=rows_as_of,
            as_of_permission=SEES_REPORTS,
            titles=titles,
            area_code=area_code,
            list_url="/incidents/?state=",
            list_permission=SEES_REPORTS,
            exports=(Export("csv", _("CSV"), "/incidents/reports.csv?state=", "incidents.export_report"),),
            place=place_column,
            moment="received_at",
            moment_permission=SEES_REPORTS,
            touched=Touched("incidents", margin_m=BLUR_CELL_M / 2, timed=True),
            overlapping=overlapping,
            # A report that is refused, or moved to the restricted circle, is the public's no more.
            withdrawable=True,
        )
    )


def _in_language(thai: str, english: str) -> str:
    return english if (get_language() or "").startswith("en") else thai


_title = lazy(_in_language, str)


def _full(seen: "QuerySet[Any]", place: str, **past: Any) -> "QuerySet[Any, dict[str, Any]]":
    """`past` holds the `state` of another day and the moment that was `now`."""
    now = past.get("now", Now())
    # Not by a join: tiles far out do not ask for it, and PostgreSQL drops a column that nobody reads, not a join.
    urgency = Category.objects.filter(pk=OuterRef("category")).values("urgency")
    # values() before annotate(): a field that is not selected leaves its name free. The state first: what is overdue
    # depends on it.
    plain = seen.values("id", "category").annotate(state=past.get("state", F("state")))
    found: QuerySet[Any, dict[str, Any]] = plain.annotate(
        overdue=_true_if(overdue_at(now)),
        in_episode=_true_if(Q(episode__isnull=False)),
        urgency=Subquery(urgency),
        received=Cast(TruncDate("received_at"), CharField()),
        geometry=F(place),
    )
    return found


def _true_if(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _public(seen: "QuerySet[Any]") -> "QuerySet[Any, dict[str, Any]]":
    """The withheld fields are there and empty: one shape of rows for every viewer."""
    withheld = Value(None, output_field=CharField())
    # values() before annotate(): a field that is not selected leaves its name free.
    found: QuerySet[Any, dict[str, Any]] = seen.values("id", "category").annotate(
        state=withheld,
        urgency=withheld,
        received=withheld,
        overdue=Value(None, output_field=BooleanField()),
        in_episode=Value(None, output_field=BooleanField()),
        geometry=F("blurred"),
    )
    return found
