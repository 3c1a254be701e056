"""Addresses of GeoReport v2. The part after the last dot says the format."""

from django.urls import path, register_converter

from incidents.outside.open311 import views


class Format:
    """`.json`, `.xml`, or nothing."""

    regex = r"(?:\.(?:json|xml))?"

    def to_python(self, value: str) -> str:
        """`json`, `xml`, or empty."""
        return value.removeprefix(".")

    def to_url(self, value: str) -> str:
        """As it stands in the address."""
        return f".{value}" if value else ""


class Key:
    """A name in an address: it ends before the format."""

    regex = r"[^/]{1,2000}?"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


register_converter(Format, "format")
register_converter(Key, "key")

urlpatterns = [
    path("discovery<format:suffix>", views.discovery),
    path("services<format:suffix>", views.services),
    path("services/<key:code><format:suffix>", views.service),
    path("requests<format:suffix>", views.requests),
    path("requests/<key:key><format:suffix>", views.one_request),
    path("tokens/<key:token_id><format:suffix>", views.token),
]
