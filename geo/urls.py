"""Every path of the service. Apps are named as strings here and nowhere else in `geo`."""

from django.contrib import admin
from django.urls import include, path

from geo.api import api
from geo.ogc.views import landing

for router in (
    "geo.routes.router",
    "facilities.api.router",
    "incidents.api.router",
    "incidents.form_api.router",
    "inspections.api.router",
):
    api.add_router("", router)

admin.autodiscover()

urlpatterns = [
    path("", include("geo.site_urls")),
    path("", include("tiles.urls")),
    path("facilities/", include("facilities.urls")),
    path("", include("incidents.urls")),
    path("inspections/", include("inspections.urls")),
    path("api/", api.urls),
    path("ogc/", include("geo.ogc.urls")),
    path("ogc", landing),
    path("admin/", admin.site.urls),
]

handler400 = "geo.problem_pages.bad_request"
handler403 = "geo.problem_pages.not_allowed"
handler404 = "geo.problem_pages.not_found"
handler500 = "geo.problem_pages.server_error"
