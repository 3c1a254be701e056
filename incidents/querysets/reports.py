"""Finding reports: by who asks, by state, by place and office, page by page."""

import math
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from django.contrib.gis.db.models.functions import Transform
from django.contrib.gis.geos import Point, Polygon
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import BooleanField, Func, Q

from geo import prepared
from geo.crs import WEB_MERCATOR, WGS84
from geo.layers import Viewer
from incidents.states import OPEN, State

_STORE = Path(__file__).with_name("store.sql").read_text(encoding="utf-8")

UNPUBLISHED = (State.REFUSED, State.DUPLICATE)
"""States that say nothing about what happens at the place."""


class _NoneOf(Func):
    """A column and an array. Of a million rows a join would look up each; the array is made once."""

    template = "(%(expressions)s))"
    arg_joiner = " <> ALL ("
    output_field = BooleanField()


class ReportQuerySet(models.QuerySet):  # type: ignore[type-arg]  # the model imports this module
    """Reports of every category and state."""

    def seen_by(self, viewer: Viewer) -> Self:
        """Those this viewer may know of. How much of each is for the caller: see `incidents.layer`.

        Reports on officials' conduct are for a narrower circle, whatever else the viewer may see.
        """
        rows = self if viewer.may("incidents.view_restrictedreport") else self.filter(self._unrestricted())
        return rows if viewer.may("incidents.view_report") else rows.exclude(state__in=UNPUBLISHED)

    def _unrestricted(self) -> "_NoneOf":
        known = self.model._meta.get_field("category").related_model
        return _NoneOf("category_id", ArraySubquery(known.objects.filter(urgency="restricted").values("pk")))

    def store(self, row: str) -> int:
        """Write a new report with everything said about it, in one statement; see store.sql for the JSON. Its key."""
        ((key,),) = prepared.rows(_STORE, {"row": row}, using=self.db)
        return int(key)

    def open(self) -> Self:
        """Those on which somebody has to act."""
        return self.filter(state__in=OPEN)

    def of_category(self, code: str) -> Self:
        """One category."""
        return self.filter(category=code)

    def in_province(self, code: str) -> Self:
        """Those placed in a province, by DOPA code."""
        return self.filter(areas__level="province", areas__code=code)

    def handled_by_office(self, code: str) -> Self:
        """Those an office has now."""
        return self.filter(handled_by=code)

    def about(self, facility_id: int) -> Self:
        """Those about a facility, or one merged into it: by an officer's word, without one by the presumption."""
        return self.filter(Q(attribution__site=facility_id) | Q(attribution__site__merged_into=facility_id))

    def within_reach(self, place: Point, radius_m: float) -> Self:
        """Those in a box around a WGS84 point that holds its circle; answered from the index of `mercator`."""
        # Web Mercator stretches by 1 / cos(latitude); a little more, since the circle reaches other latitudes too.
        stretch = 1.01 / math.cos(math.radians(place.y))
        centre: Any = place.transform(WEB_MERCATOR, clone=True)
        reach = radius_m * stretch
        box = Polygon.from_bbox((centre.x - reach, centre.y - reach, centre.x + reach, centre.y + reach))
        box.srid = WEB_MERCATOR
        return self.filter(mercator__bboverlaps=box)

    def older_than(self, received_at: datetime, report_id: int) -> Self:
        """The page after a row, newest first: stable while new reports come in."""
        # The first condition says nothing new, but is one that the index can begin at.
        after = Q(received_at__lt=received_at) | Q(received_at=received_at, id__lt=report_id)
        return self.filter(after, received_at__lte=received_at)

    def for_status(self) -> Self:
        """With all that the public state of a report needs."""
        return self.select_related("handled_by").prefetch_related("areas")

    def for_follow_up(self) -> Self:
        """With what the reporter's follow-up page shows."""
        joined = self.select_related("category", "handled_by", "attribution__lead")
        return joined.prefetch_related("areas", "steps__to_office")

    def for_board(self) -> Self:
        """With what a row of the board shows."""
        return self.select_related("category", "handled_by", "attribution", "duplicate_of").prefetch_related("areas")

    def for_dossier(self) -> Self:
        """With what the dossier shows: four statements more."""
        joined = self.select_related("category", "handled_by", "attribution__lead", "attribution__nearest")
        return joined.prefetch_related("areas", "steps__to_office", "attribution__candidates__facility__licences")

    def blurred_place(self, report_id: int) -> Point:
        """The centre of the blurring cell, WGS84."""
        place: Point = self.filter(pk=report_id).values_list(Transform("blurred", WGS84), flat=True).get()
        return place
