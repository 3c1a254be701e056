"""JSON API behind the forms: pictures before their report, and places in any form understood while they are typed."""

from typing import Annotated, Any
from uuid import UUID

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status

from geo.allowance import Allowance, sender_of
from geo.areas import locate
from geo.changes import Actor
from geo.coordinates import LonLat
from geo.errors import BadInput, OutsideThailand
from geo.layers import Viewer
from incidents import photos
from incidents.models import PhotoKind
from incidents.place_text import LONGEST, Understood, understand
from incidents.place_text.areas import in_words
from incidents.schemas import ProblemOut

router = Router(tags=["incidents"])

PHOTOS = Allowance(120, 600)
"""Telephones of one mobile network come from one address: many reporters must fit into it."""

_PHOTO_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["photo"],
                    "properties": {"photo": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}


class PlaceOut(Schema):
    """WGS84 degrees."""

    lon: float
    lat: float


class PhotoOut(Schema):
    """A picture that is kept until a report names its token. `offered_place` is where it says it was taken."""

    token: UUID
    width: int
    height: int
    taken_at: str | None
    offered_place: PlaceOut | None


class ChoiceOut(Schema):
    """One of several places that a text may mean."""

    title: str
    detail: str
    place: PlaceOut
    error_radius_m: float | None


class UnderstoodOut(Schema):
    """What a text says of a place. Without `place`, `words` say why, and `choices` what it may mean."""

    place: PlaceOut | None
    error_radius_m: float | None
    method: str
    how: str
    words: str
    areas: str
    choices: list[ChoiceOut]


@router.post(
    "/photos",
    response={201: PhotoOut, 400: ProblemOut, 413: ProblemOut, 429: ProblemOut, 503: ProblemOut},
    openapi_extra=_PHOTO_BODY,
)
def send_photo(request: HttpRequest) -> Status[dict[str, Any]]:
    """Send one picture (JPEG, PNG or WebP of at most 8 MB, as `photo`) ahead of the report that will name its token.

    It is encoded anew; place and time that the camera wrote into it are told to the sender and do not stay in it.
    Pictures that no report names are forgotten.
    """
    now = timezone.now()
    PHOTOS.take(sender_of(request), now_s=now.timestamp())
    photo = photos.take_in(_sent(request), kind=PhotoKind.REPORT, actor_label=Actor.of(request.user).label, now=now)
    where = photo.offered_place
    answer = {
        "token": photo.token,
        "width": photo.width,
        "height": photo.height,
        "taken_at": photo.taken_at.isoformat() if photo.taken_at else None,
        "offered_place": {"lon": where.x, "lat": where.y} if where else None,
    }
    return Status(201, answer)


@router.get("/understand", response={200: UnderstoodOut, 400: ProblemOut})
def understood(request: HttpRequest, text: Annotated[str, Query(max_length=LONGEST)] = "") -> dict[str, Any]:
    """A place in any form: coordinates, a maps link, a Plus Code, an address, a registration number, a site's name."""
    return understood_answer(understand(text, viewer=Viewer.of(request.user)))


def understood_answer(said: Understood) -> dict[str, Any]:
    """With the areas the place is in; a place beyond Thailand is none."""
    areas = ""
    if said.place is not None:
        try:
            areas = in_words(locate(said.place).areas)
        except OutsideThailand as error:
            said = Understood(words=error.detail, how=said.how)
    choices = [
        {"title": one.title, "detail": one.detail, "place": _degrees(one.place), "error_radius_m": one.error_radius_m}
        for one in said.choices
    ]
    return {
        "place": _degrees(said.place) if said.place else None,
        "error_radius_m": said.error_radius_m,
        "method": said.method.value,
        "how": said.how,
        "words": said.words,
        "areas": areas,
        "choices": choices,
    }


def _sent(request: HttpRequest) -> Any:
    """The one file of the body."""
    try:
        file = request.FILES.get("photo")
    except (MultiPartParserError, RequestDataTooBig, TooManyFilesSent):
        file = None
    if file is None:
        raise BadInput(_("Send one file as photo in multipart/form-data"), field="photo", value=None)
    return file


def _degrees(place: LonLat) -> dict[str, float]:
    return {"lon": place.lon, "lat": place.lat}
