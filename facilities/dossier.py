"""What a facility's dossier shows, gathered in a fixed number of queries."""

from dataclasses import dataclass
from typing import Any

from django.contrib.gis.db.models.functions import Distance
from django.db.models import QuerySet
from django.utils.translation import get_language

from facilities.features import feature, minimap
from facilities.models import Facility, Licence
from facilities.registration import parse
from facilities.registration_words import FORMS, PROBLEMS, Part, explain
from geo.coordinates import LonLat
from geo.models import Change

NEIGHBOURS_WITHIN_M = 1_000
_MOST_NEIGHBOURS = 50
_MOST_CHANGES = 50


@dataclass(frozen=True)
class ExplainedLicence:
    """A licence with its number in words, in the language of the moment."""

    licence: Licence
    form: str
    parts: list[tuple[str, str]]
    problems: list[str]


@dataclass(frozen=True)
class Dossier:
    """Everything the page shows of one facility beside its own fields."""

    facility: Facility
    licences: list[ExplainedLicence]
    neighbours: "list[Facility]"
    more_neighbours: bool
    changes: "list[Change]"
    minimap: dict[str, Any]


def dossier_of(facility: Facility) -> Dossier:
    """The dossier of a facility loaded by `Facility.objects.for_dossier()`."""
    near = _neighbours(facility)
    shown = near[:_MOST_NEIGHBOURS]
    return Dossier(
        facility=facility,
        licences=[_explained(licence) for licence in facility.licences.all()],
        neighbours=shown,
        more_neighbours=len(near) > len(shown),
        changes=list(_changes(facility)[:_MOST_CHANGES]),
        minimap=minimap(facility, [feature(other, error_radius_m=None) for other in shown]),
    )


def _explained(licence: Licence) -> ExplainedLicence:
    language = get_language() or "th"
    number = parse(licence.number)
    return ExplainedLicence(
        licence=licence,
        form=FORMS[licence.form].said(language),
        parts=[_said(part, language) for part in explain(number)],
        problems=[PROBLEMS[code].said(language) for code in licence.problems if code in PROBLEMS],
    )


def _said(part: Part, language: str) -> tuple[str, str]:
    return part.text, part.meaning.said(language)


def _neighbours(facility: Facility) -> list[Facility]:
    """Others within a kilometre of the position, nearest first, one more than are shown."""
    if facility.position is None:
        return []
    place = LonLat(facility.position.x, facility.position.y)
    others = Facility.objects.within(place, NEIGHBOURS_WITHIN_M).exclude(pk=facility.pk)
    measured = others.annotate(distance=Distance("shape", facility.position)).order_by("distance", "pk")
    return list(measured.defer("shape", "mercator", "search_text")[: _MOST_NEIGHBOURS + 1])


def _changes(facility: Facility) -> "QuerySet[Change]":
    mine = Change.objects.filter(subject_type=Facility._meta.label_lower, subject_id=str(facility.pk))
    return mine.order_by("-at", "-pk")
