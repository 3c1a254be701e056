"""Paths of the feature API. Each may end with a slash or not: clients write both."""

from django.urls import re_path

from geo.ogc import extensions, views

app_name = "ogc"

_NAME = r"(?P<name>[a-z_]+)"

urlpatterns = [
    re_path(r"^$", views.landing, name="landing"),
    re_path(r"^conformance/?$", views.conformance, name="conformance"),
    re_path(r"^api/?$", views.api, name="api"),
    re_path(r"^collections/?$", views.collections, name="collections"),
    re_path(rf"^collections/{_NAME}/?$", views.collection, name="collection"),
    re_path(rf"^collections/{_NAME}/queryables/?$", views.queryables, name="queryables"),
    re_path(rf"^collections/{_NAME}/schema/?$", views.schema, name="schema"),
    re_path(rf"^collections/{_NAME}/items/?$", views.items, name="items"),
    re_path(rf"^collections/{_NAME}/items/(?P<key>[^/]+)/?$", views.item, name="item"),
    *extensions.urls(),
    re_path(r"^.+$", views.nothing),
]
