"""Addresses of the exports, below `/facilities/export/`."""

from django.urls import path

from facilities.exports import views

urlpatterns = [
    path("", views.export, name="export"),
    path("about/", views.describe, name="export-about"),
    path("progress/<str:ticket>/", views.progress, name="export-progress"),
    path("progress/<str:ticket>/stop/", views.stop, name="export-stop"),
]
