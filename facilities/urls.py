"""Pages of this app."""

from django.urls import path

from facilities import views

app_name = "facilities"
urlpatterns = [
    path("", views.index, name="list"),
    path("<int:pk>/", views.dossier, name="dossier"),
    path("<int:pk>/panel/", views.panel, name="panel"),
]
