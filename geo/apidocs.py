"""The page that describes the JSON API: Swagger UI served by us, since ninja's own asks a content network."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase


class DocsPage(DocsBase):
    """Swagger UI inside our frame, under our Content-Security-Policy."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        """The page for one API."""
        return render(request, "geo/apidocs.html", {"openapi_url": self.get_openapi_url(api, kwargs)})
