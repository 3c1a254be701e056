"""To whom a case may have to go: the bodies that the answer on competence names, and where it came from."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from geo.models import Office
from incidents.competence import office_of
from incidents.models import Report, StateChange
from incidents.states import State
from incidents.words import role_name


@dataclass(frozen=True, slots=True)
class Receiver:
    """A body that is suggested for a transfer, and why in words."""

    office: Office
    why: str


@dataclass(frozen=True, slots=True)
class Handover:
    """The last transfer of a case that nobody has accepted yet."""

    sender: Office | None
    receiver: Office
    step: StateChange


def suggested(report: Report) -> list[Receiver]:
    """The lead, who sent it, the supporting bodies, who is beyond the border; none twice, never the present holder."""
    named = {code: why for code, why in reversed(list(_named(report))) if code != report.handled_by_id}
    offices = Office.objects.in_bulk(named, field_name="code")
    order = dict.fromkeys(code for code, _why in _named(report) if code in offices)
    return [Receiver(offices[code], named[code]) for code in order]


def waiting_handover(report: Report) -> Handover | None:
    """Who waits for whom while a case is transferred; None in every other state."""
    if report.state != State.TRANSFERRED:
        return None
    step = last_transfer(report)
    if step is None or step.to_office is None:
        return None
    sender = Office.objects.filter(code=step.data.get("from_office", "")).first()
    return Handover(sender, step.to_office, step)


def last_transfer(report: Report) -> StateChange | None:
    """The newest step that named a receiver; reads what the dossier has read already."""
    return next((step for step in reversed(list(report.steps.all())) if step.to_office_id), None)


def _named(report: Report) -> Iterator[tuple[str, str]]:
    said, sent = report.attribution, last_transfer(report)
    if sent is not None and report.state == State.TRANSFERRED and sent.data.get("from_office"):
        yield str(sent.data["from_office"]), _("back to the sender")
    yield said.lead_id, _("leads by the present answer on competence")
    for body in said.supporting:
        yield str(body["office"]), str(role_name(str(body["role"])))
    if said.border_beyond:
        yield office_of(said.border_beyond), _("beyond the border: %(name)s") % {"name": said.beyond_name}
