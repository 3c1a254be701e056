"""`/favicon.ico`: browsers ask for it on pages that name no icon of their own, such as the administration's."""

from django.http import HttpRequest, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.cache import cache_control


@cache_control(public=True, max_age=86_400)
def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """To the mark, whose own name changes with its contents."""
    return HttpResponseRedirect(static("geo/mark.svg"))
