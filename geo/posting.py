"""Addresses that only take a form: who comes by a link, as after a login, is sent to the page the form stands on."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods


def post_or_back_to[R: HttpResponseBase](page: str) -> Callable[[Callable[..., R]], Callable[..., HttpResponseBase]]:
    """A POST reaches the view; GET and HEAD go to the page of that name, which takes the same parts of the address."""

    def decorate(view: Callable[..., R]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def posted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method in ("GET", "HEAD"):
                away: HttpResponseBase = redirect(page, *args, **kwargs)
                return away
            response: HttpResponseBase = view(request, *args, **kwargs)
            return response

        return require_http_methods(["GET", "HEAD", "POST"])(posted)

    return decorate
