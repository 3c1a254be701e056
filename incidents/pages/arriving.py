"""Pictures that come in with a page's form, where no script sent them ahead."""

from django.http import HttpRequest
from django.utils import timezone

from geo.allowance import sender_of
from geo.changes import Actor
from geo.errors import PhangUtError
from incidents import photos
from incidents.draft import MOST_PHOTOS
from incidents.form_api import PHOTOS
from incidents.models import PhotoKind


def arrived(request: HttpRequest, kept: list[str]) -> tuple[list[str], str]:
    """Tokens kept before and those of the new files, and in words why one of the files could not be kept."""
    tokens, said = list(kept), ""
    now, label = timezone.now(), Actor.of(request.user).label
    for file in request.FILES.getlist("photos")[: max(MOST_PHOTOS - len(kept), 0)]:
        try:
            PHOTOS.take(sender_of(request), now_s=now.timestamp())
            tokens.append(str(photos.take_in(file, kind=PhotoKind.REPORT, actor_label=label, now=now).token))
        except PhangUtError as error:
            said = error.detail
    return tokens, said
