"""How every resource under `/ogc/` answers: who may read it, how a mistake is told, in which form it comes."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from geo.errors import BadInput, PhangUtError
from geo.middleware import page_response, problem_response, unstorable
from geo.ogc import media, pages
from geo.ogc.links import Addresses

View = Callable[..., HttpResponse]


def served(view: View) -> View:
    """GET and HEAD; any site may read what is public, as cookies of ours are not sent along from there."""

    @wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        response = _told(view, request, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "Content-Crs, Link"
        response.headers["Cache-Control"] = "private, no-cache" if request.user.is_authenticated else "no-cache"
        patch_vary_headers(response, ("Accept", "Cookie"))
        return response

    return answer


def only(request: HttpRequest, *names: str) -> None:
    """Raises `BadInput` for a parameter that means nothing here."""
    for name in request.GET:
        if name not in ("f", *names):
            raise BadInput(f"The parameters here are {', '.join(('f', *names))}", field=name, value=request.GET[name])


def answer(
    request: HttpRequest, html: bool, page: str, content: dict[str, Any], kind: str = media.JSON
) -> HttpResponse:
    """`content` as JSON, or shown by the template `geo/ogc/<page>.html`; a page with a slash is a template's path."""
    if not html:
        return media.answer(content, kind)
    template = page if "/" in page else f"geo/ogc/{page}.html"
    return render(request, template, pages.around(page, content, Addresses(request)))


def _told(view: View, request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """A person who reads pages is told of a mistake on a page, a program in JSON, from whatever site it asks."""
    try:
        return require_safe(view)(request, **kwargs)
    except DataError:
        return _refused(request, unstorable())
    except PhangUtError as error:
        return _refused(request, error)


def _refused(request: HttpRequest, error: PhangUtError) -> HttpResponse:
    if request.GET.get("f", "html") == "html" and media.prefers_html(request):
        return page_response(request, error)
    return problem_response(error)
