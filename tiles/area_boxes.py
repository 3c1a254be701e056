"""Where an area lies: its box, for a page that wants to fly there."""

from typing import Any

from django.contrib.gis.db.models import Extent
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from geo.errors import BadInput, NotFound
from geo.models import Area

_LENGTHS = (2, 4, 6)


@require_safe
def box(request: HttpRequest, code: str) -> JsonResponse:
    """`{"code", "bbox": [west, south, east, north]}` in degrees, of the edition in force; 404 for an unknown code."""
    if not (code.isascii() and code.isdigit() and len(code) in _LENGTHS):
        raise BadInput(_("code is that of DOPA, of two, four or six digits"), field="code", value=code)
    areas = Area.objects.in_force(timezone.localdate()).filter(code=code)
    found: Any = areas.aggregate(extent=Extent("boundary"))["extent"]
    if found is None:
        raise NotFound(_("There is no such area"), field="code", value=code)
    return JsonResponse({"code": code, "bbox": [round(number, 5) for number in found]})
