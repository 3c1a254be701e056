"""Pages of this app."""

from django.urls import include, path

from facilities import list_page
from facilities.site_pages import change, dossier, fix, founding, quality

app_name = "facilities"
urlpatterns = [
    path("", list_page.index, name="list"),
    path("estates/", include("facilities.estates.urls")),
    path("export/", include("facilities.exports.urls")),
    path("imports/", include("facilities.import_pages.urls")),
    path("new/", founding.new, name="new"),
    path("quality/", quality.index, name="quality"),
    path("quality/<int:pk>/", fix.fix, name="fix"),
    path("<int:pk>/", dossier.dossier, name="dossier"),
    path("<int:pk>/panel/", dossier.panel, name="panel"),
    path("<int:pk>/change/correct/", change.correct_field, name="correct"),
    path("<int:pk>/change/<slug:action>/", change.change, name="change"),
    path("<int:pk>/take-back/<slug:what>/<int:key>/", change.take_back, name="take_back"),
]
