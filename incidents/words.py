"""The words for what is stored as codes: states, roles, levels of a place."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.competence import Role
from incidents.layer import colour_of
from incidents.models.report import STATE_NAMES
from incidents.states import State

Words = str | Promise

ROLE_NAMES: dict[str, Words] = {
    Role.REGULATOR: _("regulates"),
    Role.LOCAL_GOVERNMENT: _("local government"),
    Role.MINERAL_OFFICER: _("local mineral officer"),
    Role.STANDARDS: _("product standards"),
    Role.CANE_AND_SUGAR: _("cane and sugar"),
    Role.COMMAND: _("commands in the emergency"),
    Role.RADIATION: _("radiation safety"),
    Role.ENERGY: _("energy safety"),
    Role.CONDUCT: _("conduct of officials"),
    Role.SORTING: _("takes and sorts"),
    Role.TECHNICAL: _("technical support"),
    Role.INFORMED: _("is told"),
    Role.BEYOND_BORDER: _("beyond the border"),
}

NEXT_FOR_REPORTER: dict[State, Words] = {
    State.RECEIVED: _("An officer reads the report and sorts it. Nothing is asked of you for now."),
    State.TRIAGED: _("The report goes to the officer in charge."),
    State.ASSIGNED: _("The officer in charge accepts it, or passes it to the right body."),
    State.ACCEPTED: _("The body visits the place or asks for an explanation."),
    State.INSPECTED: _("What was found is being judged; an order may follow."),
    State.ACTING: _("Measures are under way."),
    State.RESOLVED: _("The body considers it solved and will close the case."),
    State.CLOSED: _("The case is closed. If the problem is still there, send a new report and name this code."),
    State.TRANSFERRED: _("It was passed to the body named above, which is to take it on."),
    State.REFUSED: _("The report was not taken up. You may send a new one with more detail."),
    State.DUPLICATE: _("The same thing was reported before; it is followed up there."),
    State.REOPENED: _("The case is open again and is being sorted anew."),
}


def state_name(state: str) -> Words:
    """A state in the language of the moment."""
    return STATE_NAMES[State(state)]


def state_tone(state: str) -> str:
    """`open`, `working`, `done` or `refused`: the colour of a state, without its token's prefix."""
    return colour_of(State(state)).removeprefix("--state-")


def role_name(role: str) -> Words:
    """What a body is there for."""
    return ROLE_NAMES.get(role, role)
