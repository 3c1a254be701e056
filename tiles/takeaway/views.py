"""`/tiles/map.html`: the map's view as one file to keep or pass on."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from geo.layers import Viewer
from geo.patience import patient_with_strangers
from tiles.takeaway.file import map_html
from tiles.takeaway.turns import turn
from tiles.takeaway.view import View


@never_cache
@require_safe
@patient_with_strangers
def map_file(request: HttpRequest) -> HttpResponse:
    """The map's own query string; `bbox=w,s,e,n` says which box the window showed. Always a download: its scripts are
    inside, and would not run under our content policy anyway."""
    now = timezone.now()
    view = View.read(request.GET.dict())
    with turn(request):
        text = map_html(view, Viewer.of(request.user), now)
    response = HttpResponse(text, content_type="text/html; charset=utf-8")
    name = f"{_('map')}-{timezone.localtime(now):%Y-%m-%d-%H%M}.html"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
