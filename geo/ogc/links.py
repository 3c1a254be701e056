"""Addresses of the feature API's resources, and the links that answers carry."""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from geo.ogc import media

Link = dict[str, str]


def link(href: str, rel: str, kind: str, title: str = "") -> Link:
    """One link object."""
    return {"href": href, "rel": rel, "type": kind, **({"title": title} if title else {})}


class Addresses:
    """Absolute addresses as this request reached us: same scheme, host and prefix."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._root = request.build_absolute_uri("/")[:-1]

    def of(self, name: str, *args: Any, **query: str) -> str:
        """The address of a resource, by the name of its path in `geo.ogc.urls`."""
        path = reverse(f"ogc:{name}", args=args)
        return self._root + path + (f"?{_encoded(query)}" if query else "")

    def path(self, path: str) -> str:
        """The address of a path of ours that is not below `/ogc/`."""
        return self._root + path

    def here(self, **changes: str | None) -> str:
        """This request's address with some parameters changed; None takes one away."""
        query = self._request.GET.copy()
        for name, value in changes.items():
            query.pop(name, None)
            if value is not None:
                query[name] = value
        return self._root + self._request.path + (f"?{query.urlencode(safe=',/:')}" if query else "")

    def self_and_other(self, html: bool, kind: str = media.JSON) -> list[Link]:
        """The form that is sent and the other one."""
        as_json = ("json", kind, _("This as JSON"))
        as_html = ("html", media.HTML, _("This as a page"))
        sent, other = (as_html, as_json) if html else (as_json, as_html)
        return [
            link(self.here(f=sent[0]), "self", sent[1], sent[2]),
            link(self.here(f=other[0]), "alternate", other[1], other[2]),
        ]


def _encoded(query: dict[str, str]) -> str:
    found = QueryDict(mutable=True)
    found.update(query)
    return found.urlencode(safe=",/:")
