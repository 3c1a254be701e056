"""A report's picture, for officers."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from geo.errors import NotFound
from geo.layers import Viewer
from incidents.models import Photo, Report
from incidents.pages.door import officers_only
from incidents.photos import file_of


@officers_only
@require_safe
def photo(request: HttpRequest, token: UUID) -> HttpResponse:
    """The picture of a report this viewer may know of. Hidden, loose, erased and missing ones are `NotFound` alike."""
    seen = Report.objects.seen_by(Viewer.of(request.user))
    found = Photo.objects.filter(token=token, report__in=seen.values("pk")).first()
    if found is None or not file_of(found).is_file():
        raise NotFound(_("There is no such picture"), field="token", value=str(token))
    response = HttpResponse(file_of(found).read_bytes(), content_type="image/jpeg")
    patch_cache_control(response, private=True, max_age=3600, immutable=True)
    return response
