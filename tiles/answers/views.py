"""The answers over HTTP: JSON that is kept by the reader and asked about each time, as tiles are."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from geo.layers import Layer, Viewer, layer_for
from geo.patience import patient_with_strangers
from tiles import naming, serving, sql
from tiles.answers.areas import Division, by_area
from tiles.answers.counts import counts
from tiles.answers.days import days
from tiles.answers.listed import Page, listed
from tiles.question import Question, narrowed, pairs, parse

Json = dict[str, Any]


@require_safe
@patient_with_strangers
def count(request: HttpRequest, layer: str) -> HttpResponse:
    """How many, and of which kinds."""
    viewer, told, question = _asked(request, layer)
    return _answer(request, told, viewer, question, lambda: counts(told, viewer, question))


@require_safe
@patient_with_strangers
def of_days(request: HttpRequest, layer: str) -> HttpResponse:
    """How many of each day, week or month."""
    viewer, told, question = _asked(request, layer, "step")
    step = request.GET.get("step") or "day"
    return _answer(request, told, viewer, question, lambda: days(told, viewer, question, step))


@require_safe
@patient_with_strangers
def features(request: HttpRequest, layer: str) -> HttpResponse:
    """The features, page by page."""
    viewer, told, question = _asked(request, layer, "limit", "after")
    page = Page.parse(request.GET.get("limit", ""), request.GET.get("after", ""))
    return _answer(request, told, viewer, question, lambda: listed(told, viewer, question, page))


@require_safe
@patient_with_strangers
def of_areas(request: HttpRequest, layer: str) -> HttpResponse:
    """How many in each area."""
    viewer, told, question = _asked(request, layer, "level", "per", "within")
    said = request.GET
    division = Division.parse(said.get("level") or "province", said.get("per") or "count", said.get("within", ""))
    others = [layer_for(viewer, name) for name in ("areas", "facilities")]
    return _answer(request, told, viewer, question, lambda: by_area(told, viewer, question, division), *others)


def _asked(request: HttpRequest, name: str, *also: str) -> tuple[Viewer, Layer, Question]:
    viewer = Viewer.of(request.user)
    told = layer_for(viewer, name)
    return viewer, told, parse(told, viewer, pairs(request.GET), also=also)


def _answer(
    request: HttpRequest,
    layer: Layer,
    viewer: Viewer,
    question: Question,
    make: Callable[[], Json],
    *others: Layer,
) -> HttpResponse:
    """304 without asking the database for more than versions, where the reader has it."""
    # Before the rows: what changes while they are read gives the answer a new name the next time.
    etag = _etag(request, layer, viewer, question, others)
    known = request.headers.get("If-None-Match", "")
    answer: HttpResponse
    if etag in known:
        answer = HttpResponse(status=304)
    else:
        answer = JsonResponse(make(), json_dumps_params={"ensure_ascii": False})
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache" if request.user.is_authenticated else "no-cache"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _etag(request: HttpRequest, layer: Layer, viewer: Viewer, question: Question, others: tuple[Layer, ...]) -> str:
    """Of the very question to the database, which says all that the answer depends on, and of what has changed.

    The database's own notes say so, as of tiles: no operation can forget them. They are of what tiles show; the layers'
    versions are of the rest, such as what titles are made of. Filters ask about areas and estates, too.
    """
    rows = sql.compiled(narrowed(layer, viewer, None, question))
    known = [(one.name, one.count_by, one.version()) for one in (layer, *others)]
    topics = {one.touched.topic for one in (layer, *others) if one.touched}
    counted = serving.counted(sorted(topics | {"areas", "estates"}))
    asked = request.get_full_path(), get_language(), _clock(layer)
    named = repr((*asked, known, counted, rows.sql, sorted(rows.params.items(), key=str)))
    return f'W/"{hashlib.sha256(named.encode()).hexdigest()[:32]}"'


def _clock(layer: Layer) -> object:
    """Days end today; and no version says that a case has become overdue."""
    timed = layer.touched is not None and layer.touched.timed
    return naming.minute() if timed else timezone.localdate()
