"""JSON API of this app: filing a report, following it, asking who is responsible at a place."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Header, Router, Status

from facilities.visibility import hidden_kinds
from geo.changes import Actor
from geo.coordinates import LonLat
from geo.errors import NotFound
from geo.layers import Viewer
from incidents.answers import place_answer, status_answer
from incidents.attribution import assess
from incidents.draft import parse_category
from incidents.filing import file_sent, followed_at
from incidents.guessing import by_code
from incidents.models import Category, Report, Urgency
from incidents.schemas import CategoriesOut, FiledOut, PlaceOut, ProblemOut, ReportIn, StatusOut
from incidents.tracking import parse_code

router = Router(tags=["incidents"])

Answer = dict[str, Any]


@router.post("/reports", response={201: FiledOut, 400: ProblemOut, 409: ProblemOut, 422: ProblemOut})
def file_report(
    request: HttpRequest,
    response: HttpResponse,
    body: ReportIn,
    idempotency_key: Annotated[str | None, Header(alias="Idempotency-Key")] = None,
) -> Status[Answer]:
    """File a report. Open to everybody; a request repeated under the same `Idempotency-Key` is carried out once."""
    viewer = Viewer.of(request.user)
    answer = file_sent(body.model_dump(), idempotency_key, actor=Actor.of(request.user), viewer=viewer)
    response["Location"] = followed_at(answer)
    return Status(201, answer)


@router.get("/reports/{tracking_code}", response={200: StatusOut, 404: ProblemOut, 429: ProblemOut})
def report_status(request: HttpRequest, tracking_code: str) -> Answer:
    """The public state of a report, by its tracking code."""
    code = parse_code(tracking_code)
    found = by_code(request, Report.objects.for_status().filter(tracking_code=code).first) if code else None
    if found is None:
        raise NotFound("No report has this tracking code", field="tracking_code", value=tracking_code)
    return status_answer(found)


@router.get("/locate", response={200: PlaceOut, 400: ProblemOut, 422: ProblemOut})
def locate(request: HttpRequest, lon: float, lat: float, category: str = "", on: date | None = None) -> Answer:
    """Areas, competent bodies and nearest facilities of a place; for one subject if a category is given.

    `on` asks by the boundaries in force that day (YYYY-MM-DD); today in Thailand by default.
    """
    subject = parse_category(category) if category else None
    emergency = subject is not None and subject.urgency == Urgency.EMERGENCY
    place, without = LonLat.parse(lon, lat), hidden_kinds(Viewer.of(request.user))
    day = on or timezone.localdate()
    return place_answer(assess(place, on=day, category=category, emergency=emergency, without=without))


@router.get("/categories", response=CategoriesOut)
def categories(request: HttpRequest) -> Answer:
    """What can be reported. A working taxonomy."""
    return {"items": Category.objects.all()}
