"""JSON API of the register: search, one facility, its true geometry."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from facilities import answers
from facilities.models import Facility
from geo.errors import BadInput, NotFound

router = Router(tags=["facilities"])

MOST = 100
_LONGEST_QUERY = 200


@router.get("/facilities", response=answers.Found, summary="Search the register by name, place or number")
def search(request: HttpRequest, q: str = "", limit: int = 20) -> dict[str, Any]:
    """Best first. Without `q` the first facilities of the register, in order of id. `limit` is 1 to 100."""
    if not 1 <= limit <= MOST:
        raise BadInput(f"limit lies between 1 and {MOST}", field="limit", value=limit)
    if len(q) > _LONGEST_QUERY:
        raise BadInput(f"q holds at most {_LONGEST_QUERY} characters", field="q", value=q)
    return {"items": [answers.item(facility) for facility in answers.found(q, limit)]}


@router.get("/facilities/{int:pk}", response=answers.Detail, summary="One facility")
def detail(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Everything that the register states of a facility, except the raw row."""
    return answers.detail(_facility(pk))


@router.get("/facilities/{int:pk}/geometry", summary="The true geometry of a facility")
def geometry(request: HttpRequest, pk: int) -> dict[str, Any]:
    """A GeoJSON feature: the footprint, else the position; `geometry` is null only when nothing is known."""
    return answers.feature(_facility(pk))


def _facility(pk: int) -> Facility:
    # Beyond 64 bits the database refuses the comparison instead of finding nothing.
    facility = Facility.objects.for_dossier().filter(pk=pk).first() if pk < 2**63 else None
    if facility is None:
        raise NotFound("The register holds no facility with this number", field="id", value=pk)
    return facility
