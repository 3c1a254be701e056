"""Paths of the map and of the tiles."""

from django.urls import include, path

from tiles import area_boxes, basemap_files, installed, map_page, views

app_name = "tiles"
urlpatterns = [
    path("", map_page.show, name="map"),
    path("manifest.webmanifest", installed.manifest, name="manifest"),
    path("sw.js", installed.worker, name="worker"),
    path("tiles/", include("tiles.style.urls")),
    path("tiles/", include("tiles.takeaway.urls")),
    path("tiles/", include("tiles.offline.urls")),
    path("tiles/<str:layer>/<str:z>/<str:x>/<str:y>.mvt", views.tile, name="tile"),
    path("tiles/areas/<str:code>/box.json", area_boxes.box, name="area-box"),
    path("tiles/basemaps/<str:name>.pmtiles", basemap_files.archive, name="basemap"),
    path("tiles/", include("tiles.answers.urls")),
    path("tiles/<str:layer>.json", views.describe, name="tilejson"),
]
