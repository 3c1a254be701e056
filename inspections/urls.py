"""Pages of this app."""

from django.urls import path, re_path

from inspections import export_views, views

app_name = "inspections"
urlpatterns = [
    path("", views.plans, name="plans"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.plan, name="plan"),
    path("<int:pk>/change/", views.change, name="change"),
    re_path(r"^(?P<pk>\d+)/(?P<step>finish|cancel|delete)/$", views.step, name="step"),
    path("<int:pk>/plan.geojson", export_views.geojson, name="geojson"),
    path("<int:pk>/plan.gpx", export_views.gpx, name="gpx"),
    path("<int:pk>/plan.html", export_views.html, name="html"),
]
