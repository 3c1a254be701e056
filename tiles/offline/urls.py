"""The path of an archive; included below `tiles/`."""

from django.urls import path

from tiles.offline import views

urlpatterns = [path("<str:layer>.pmtiles", views.archive, name="archive")]
