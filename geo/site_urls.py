"""Pages that belong to no app: login, language, health."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
