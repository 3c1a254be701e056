"""JSON API of the register: search, one facility, its true geometry."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from facilities import answers
from facilities.api_parameters import NAMES, SearchParameters
from facilities.listing import key, page_of
from facilities.models import Facility
from facilities.ordering import Order
from facilities.selection import Selection, refuse_unknown
from geo.errors import BadInput, NotFound
from geo.layers import Viewer

router = Router(tags=["facilities"])

MOST = 100


@router.get("/facilities", response=answers.Found, summary="Search the register by name, place or number")
def search(request: HttpRequest, asked: Query[SearchParameters]) -> dict[str, Any]:
    """Best first. Without `q` the facilities of the selection in order of id. Unknown parameters are refused."""
    if not 1 <= asked.limit <= MOST:
        raise BadInput(f"limit lies between 1 and {MOST}", field="limit", value=asked.limit)
    refuse_unknown(request.GET, NAMES)
    selection = Selection.parse(request.GET, Viewer.of(request.user), find="q")
    rows, more = page_of(selection, Order(), key(asked.after), asked.limit)
    return answers.found(rows, more)


@router.get("/facilities/{int:pk}", response=answers.Detail, summary="One facility")
def detail(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Everything that the register states of a facility, except the raw rows; substances to those who may see them."""
    viewer = Viewer.of(request.user)
    return answers.detail(_facility(pk, viewer), viewer)


@router.get("/facilities/{int:pk}/geometry", summary="The true geometry of a facility")
def geometry(request: HttpRequest, pk: int) -> dict[str, Any]:
    """A GeoJSON feature: the footprint, else the position; `geometry` is null only when nothing is known."""
    return answers.feature(_facility(pk, Viewer.of(request.user)))


def _facility(pk: int, viewer: Viewer) -> Facility:
    # Beyond 64 bits the database refuses the comparison instead of finding nothing.
    facility = Facility.objects.seen_by(viewer).for_dossier().filter(pk=pk).first() if pk < 2**63 else None
    if facility is None:
        raise NotFound("The register holds no facility with this number", field="id", value=pk)
    return facility
