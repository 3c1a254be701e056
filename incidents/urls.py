"""Pages of this app."""

from django.urls import path

from incidents.pages import board, dossier, panel, report

app_name = "incidents"
urlpatterns = [
    path("report/", report.form, name="report"),
    path("report/<str:tracking_code>/", report.follow_up, name="follow_up"),
    path("incidents/", board.board, name="board"),
    path("incidents/<int:pk>/", dossier.dossier, name="dossier"),
    path("incidents/<int:pk>/state/", dossier.state, name="state"),
    path("incidents/<int:pk>/contact/", dossier.contact, name="contact"),
    path("incidents/<int:pk>/panel/", panel.panel, name="panel"),
]
