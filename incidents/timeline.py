"""The history of a case in words: what happened, who did it, when and why."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from pyproj import Geod

from geo.models import Office
from geo.templatetags.phangut import metres
from incidents.grounds import Closing, NoVisit, Refusal
from incidents.models import Category, ReporterSays, StateChange, StepKind
from incidents.words import state_name, state_tone

_WGS84 = Geod(ellps="WGS84")
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One step. `tone` is the colour of its state; `who` is empty for the reporter."""

    number: int
    title: str
    details: tuple[str, ...]
    who: str
    at: datetime
    why: str
    tone: str
    moved: bool
    erased: bool


@dataclass(frozen=True, slots=True)
class Names:
    """Names of bodies and subjects by their codes, read once for a whole history.

    Without `exact` no distance from the reported place is told: several would tell the place.
    """

    offices: dict[str, str]
    categories: dict[str, str]
    exact: bool = True

    @classmethod
    def read(cls, *, exact: bool = True) -> "Names":
        """In the language of the moment."""
        offices = {office.code: office.name for office in Office.objects.only("code", "name_th", "name_en")}
        return cls(offices, {category.code: category.name for category in Category.objects.all()}, exact)

    def office(self, code: str) -> str:
        """The name, or the code of a body that is no longer there."""
        return self.offices.get(code, code)


def timeline(steps: Iterable[StateChange], *, exact: bool) -> list[Entry]:
    """Every step, oldest first; see `Names` for `exact`."""
    names = Names.read(exact=exact)
    return [_entry(step, names) for step in steps]


def lead_change(data: Data, names: Names) -> str:
    """`ผู้รับผิดชอบเปลี่ยนจาก … เป็น …`; empty where the lead stayed."""
    before, after = (str((data.get(key) or {}).get("lead", "")) for key in ("before", "after"))
    if not after or before == after:
        return ""
    values = {"before": names.office(before), "after": names.office(after)}
    return _("The competent body changed from %(before)s to %(after)s") % values


def _entry(step: StateChange, names: Names) -> Entry:
    return Entry(
        number=step.number,
        title=_title(step),
        details=tuple(words for words in _details(step, names) if words),
        who="" if step.actor_label == "public" else step.actor_label,
        at=step.at,
        why=step.reason,
        tone=state_tone(step.to_state),
        moved=step.from_state != step.to_state or step.to_office_id is not None,
        erased=step.erased_at is not None,
    )


def _title(step: StateChange) -> str:
    if step.kind == StepKind.STATE:
        return str(state_name(step.to_state))
    return str(step.get_kind_display())


def _details(step: StateChange, names: Names) -> Iterator[str]:
    if step.kind != StepKind.STATE and step.from_state != step.to_state:
        yield str(state_name(step.to_state))
    if step.to_office_id:
        yield _handed(step, names)
    if step.kind in _WORDS:
        yield from _WORDS[StepKind(step.kind)](step.data, names)


def _handed(step: StateChange, names: Names) -> str:
    to, sender = names.office(step.to_office_id or ""), step.data.get("from_office")
    if not sender:
        return _("to %(name)s") % {"name": to}
    return _("from %(sender)s to %(receiver)s") % {"sender": names.office(str(sender)), "receiver": to}


def _of_state(data: Data, names: Names) -> Iterator[str]:
    for key, listed in (
        ("grounds", {**dict(Refusal.choices), **dict(Closing.choices)}),
        ("no_visit", dict(NoVisit.choices)),
    ):
        if data.get(key):
            yield str(listed.get(data[key], data[key]))
    yield from _of_outside(data, names)


def _of_outside(data: Data, names: Names) -> Iterator[str]:
    """The ticket there, and that system's own words."""
    said = data.get("outside")
    if isinstance(said, dict):
        yield " · ".join(str(said[name]) for name in ("ticket", "label", "organisation") if said.get(name))


def _of_place(data: Data, names: Names) -> Iterator[str]:
    if names.exact and "from" in data and "to" in data:
        moved_m = _WGS84.inv(*data["from"], *data["to"])[2]
        yield _("Moved by %(distance)s") % {"distance": metres(moved_m)}


def _of_category(data: Data, names: Names) -> Iterator[str]:
    known = names.categories
    if "from" in data and "to" in data:
        yield f"{known.get(data['from'], data['from'])} → {known.get(data['to'], data['to'])}"


def _of_competence(data: Data, names: Names) -> Iterator[str]:
    yield lead_change(data, names) or _("The lead stays; its grounds or the bodies beside it are others")


def _of_proof(data: Data, names: Names) -> Iterator[str]:
    if names.exact and data.get("distance_m") is not None:
        yield _("%(distance)s from the place") % {"distance": metres(data["distance_m"])}
    if data.get("doubts"):
        yield _("With doubts; see the visits")


def _of_reporter(data: Data, names: Names) -> Iterator[str]:
    if data.get("says"):
        yield str(ReporterSays(data["says"]).label)


def _of_merge(data: Data, names: Names) -> Iterator[str]:
    words = {
        "of": _("Followed up with %(code)s"),
        "into": _("Followed up with %(code)s"),
        "joined": _("%(code)s joined this case"),
        "parted": _("%(code)s was parted from this case"),
        "parted_from": _("Parted from %(code)s"),
    }
    for key, sentence in words.items():
        if data.get(key):
            yield sentence % {"code": data[key]}


_WORDS: dict[StepKind, Callable[[Data, Names], Iterator[str]]] = {
    StepKind.STATE: _of_state,
    StepKind.PLACE: _of_place,
    StepKind.CATEGORY: _of_category,
    StepKind.COMPETENCE: _of_competence,
    StepKind.PROOF: _of_proof,
    StepKind.REPORTER: _of_reporter,
    StepKind.MERGE: _of_merge,
    StepKind.OUTSIDE: _of_outside,
}
