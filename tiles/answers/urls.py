"""Addresses of the answers, below `/tiles/`."""

from django.urls import path

from tiles.answers import views

urlpatterns = [
    path("<str:layer>/count.json", views.count, name="count"),
    path("<str:layer>/days.json", views.of_days, name="days"),
    path("<str:layer>/features.json", views.features, name="features"),
    path("<str:layer>/by_area.json", views.of_areas, name="by_area"),
]
