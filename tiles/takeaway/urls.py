"""Where the map is taken along from."""

from django.urls import path

from tiles.takeaway import views

urlpatterns = [path("map.html", views.map_file, name="map-file")]
