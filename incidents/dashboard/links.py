"""Where the numbers of the dashboard lead: the board and the map, asked the very same."""

from urllib.parse import urlencode

from geo.models import Office
from incidents.board import Filters
from incidents.dashboard.asked import Asked

_OFFICE_ZOOM = 9
"""A province fills the window."""


def board(asked: Asked, state: str, *, office: str = "", category: str = "", area: str = "") -> str:
    """Exactly these cases on the board. What is not named is as the dashboard was asked."""
    filters = Filters(
        state=state,
        lead=office or (asked.office.code if asked.office else ""),
        category=category or (asked.category.code if asked.category else ""),
        area=area,
    )
    return f"/incidents/?{filters.address()}"


def incidents_map(asked: Asked, state: str, *, office: Office | None = None, category: str = "") -> str:
    """The same cases on the map, where the office is."""
    office = office or asked.office
    chosen = {
        "state": state,
        "office": office.code if office else "",
        "category": category or (asked.category.code if asked.category else ""),
    }
    return map_address("incidents", chosen, office)


def area_map(asked: Asked, area: str) -> str:
    """The open cases of an area on the map."""
    chosen = {
        "state": "open",
        "office": asked.office.code if asked.office else "",
        "category": asked.category.code if asked.category else "",
        "area": area,
    }
    return map_address("incidents", chosen, asked.office)


def facilities_map(chosen: dict[str, str], office: Office | None) -> str:
    """Facilities of these filters on the map."""
    return map_address("facilities", chosen, office)


def map_address(layer: str, chosen: dict[str, str], at: Office | None) -> str:
    """The map with one layer narrowed; at an office, or over the country."""
    only = ",".join(f"{layer}.{name}:{value}" for name, value in chosen.items() if value)
    place = at.position if at else None
    said = {"at": f"{_OFFICE_ZOOM}/{place.y:.5f}/{place.x:.5f}" if place else "", "only": only}
    query = urlencode({name: value for name, value in said.items() if value}, safe="/:,")
    return f"/?{query}" if query else "/"


def facilities_list(chosen: dict[str, str]) -> str:
    """The register's list, narrowed the same."""
    query = urlencode({name: value for name, value in chosen.items() if value})
    return f"/facilities/?{query}" if query else "/facilities/"
