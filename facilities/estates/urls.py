"""Addresses of the estates, below `/facilities/estates/`."""

from django.urls import path

from facilities.estates import views

urlpatterns = [
    path("", views.index, name="estates"),
    path("<int:pk>/", views.show, name="estate"),
    path("<int:pk>/panel/", views.panel, name="estate-panel"),
]
