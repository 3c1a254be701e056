"""Paths of style documents and of what they point to; included below `tiles/` before the layers' own."""

from django.urls import path, re_path

from tiles.style import views

urlpatterns = [
    path("style.json", views.map_style, name="map-style"),
    path("<str:layer>/style.json", views.layer_style, name="style"),
    re_path(r"^sprite(?P<dark>(-dark)?)(?P<double>(@2x)?)\.(?P<form>json|png)$", views.sprite, name="sprite"),
    path("glyphs/<str:stack>/<str:codes>.pbf", views.glyphs, name="glyphs"),
]
