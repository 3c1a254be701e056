"""What the dashboard is asked: whose cases, which subject, how far back; as its address says it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Self
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from geo.errors import BadInput
from geo.layers import Viewer
from geo.models import Office
from geo.thai import tidy
from incidents.dashboard.open_cases import OpenCases, open_cases
from incidents.dashboard.weeks import PERIODS
from incidents.models import Category, Urgency
from incidents.shown_place import SEES_REPORTS

COUNTRY = "all"
"""In place of an office: all of them."""

USUAL_WEEKS = 13


@dataclass(frozen=True)
class Asked:
    """`office` None is the whole country, `category` None every subject that the viewer may know of."""

    viewer: Viewer
    now: datetime
    own: Office | None = None
    office: Office | None = None
    category: Category | None = None
    weeks: int = USUAL_WEEKS
    _found: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def parse(cls, query: Mapping[str, str], viewer: Viewer, own: Office | None, now: datetime) -> Self:
        """From the address; the user's own office where it names none. Raises `BadInput`."""
        office = _office(tidy(query.get("office", "")), own)
        category = _category(tidy(query.get("category", "")), viewer)
        return cls(viewer, now, own, office, category, _weeks(query.get("weeks", "")))

    @property
    def officer(self) -> bool:
        """Whether the viewer may see reports; others are shown what is public."""
        return self.viewer.may(SEES_REPORTS)

    @property
    def sees_restricted(self) -> bool:
        """Whether reports of the restricted circle count for this viewer."""
        return self.officer and self.viewer.may("incidents.view_restrictedreport")

    def once[T](self, name: str, find: Callable[[], T]) -> T:
        """What several tables need, found for the first of them."""
        if name not in self._found:
            self._found[name] = find()
        found: T = self._found[name]
        return found

    @property
    def open_cases(self) -> OpenCases:
        """Counted once for all tables."""
        return self.once("open cases", lambda: open_cases(self.viewer, self.now, self.category))

    def address(self, **changes: Any) -> str:
        """The query that restores this view, or this view with something else in it."""
        asked = replace(self, **changes)
        said = {"office": asked.office.code if asked.office else COUNTRY, "weeks": asked.weeks}
        if asked.category:
            said["category"] = asked.category.code
        return urlencode(said)


def categories_for(viewer: Viewer) -> list[Category]:
    """The subjects this viewer may choose."""
    known = Category.objects.all()
    sees_all = viewer.may(SEES_REPORTS) and viewer.may("incidents.view_restrictedreport")
    return list(known if sees_all else known.exclude(urgency=Urgency.RESTRICTED))


def _office(code: str, own: Office | None) -> Office | None:
    if code in ("", COUNTRY):
        return None if code else own
    found: Office | None = Office.objects.filter(code=code[:30]).first()
    if found is None:
        raise BadInput(_("office is the code of an office, or all"), field="office", value=code)
    return found


def _category(code: str, viewer: Viewer) -> Category | None:
    if not code:
        return None
    found = next((one for one in categories_for(viewer) if one.code == code), None)
    if found is None:
        raise BadInput(_("category is the code of a subject"), field="category", value=code)
    return found


def _weeks(value: str) -> int:
    if not value:
        return USUAL_WEEKS
    if value not in map(str, PERIODS):
        rule = _("weeks is one of: %(values)s") % {"values": ", ".join(map(str, PERIODS))}
        raise BadInput(rule, field="weeks", value=value)
    return int(value)
