"""Pages that belong to no app: login, language, health, what happens as it happens."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import URLPattern, path
from django.views.i18n import set_language

from geo import health
from geo.events.views import events
from geo.favicon import favicon

urlpatterns: list[URLPattern] = [
    path("login/", LoginView.as_view(template_name="geo/login.html"), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("i18n/", set_language, name="set_language"),
    path("favicon.ico", favicon, name="favicon"),
    path("healthz", health.live, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("events/", events, name="events"),
]
