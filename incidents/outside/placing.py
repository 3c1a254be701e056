"""Where a ticket is: the position it gives, or else the area that it names, with the radius that covers the area."""

from collections.abc import Iterator
from dataclasses import dataclass

from geo.coordinates import LonLat
from geo.models import PositionMethod
from incidents.draft import ANYBODY
from incidents.outside.tickets import Ticket
from incidents.place_text import areas, understand


@dataclass(frozen=True, slots=True)
class Placed:
    """A place with how it was found. `error_radius_m` is None where the source gives a point and no radius."""

    place: LonLat
    method: PositionMethod
    error_radius_m: float | None = None


def places_of(ticket: Ticket) -> Iterator[Placed]:
    """The ways to place a ticket, the surest first. None at all for a ticket that says nothing of it."""
    if ticket.place is not None:
        yield Placed(ticket.place, PositionMethod.STATED)
    if str(ticket.area) and (named := _named_area(ticket)) is not None:
        yield named
    if ticket.address and (said := understand(ticket.address, viewer=ANYBODY)).place is not None:
        yield Placed(said.place, said.method, said.error_radius_m)


def _named_area(ticket: Ticket) -> Placed | None:
    code = areas.code_of(ticket.area.province, ticket.area.district, ticket.area.subdistrict)
    said = areas.of_code(code) if code else None
    return Placed(said.place, said.method, said.error_radius_m) if said and said.place else None
