"""Pages of this app."""

from django.urls import include, path

from facilities import list_page, views

app_name = "facilities"
urlpatterns = [
    path("", list_page.index, name="list"),
    path("estates/", include("facilities.estates.urls")),
    path("export/", include("facilities.exports.urls")),
    path("imports/", include("facilities.import_pages.urls")),
    path("<int:pk>/", views.dossier, name="dossier"),
    path("<int:pk>/panel/", views.panel, name="panel"),
]
