"""Pages of this app."""

from django.urls import path

from incidents.outside import views as outside
from incidents.pages import board, board_actions, case, dossier, episode, panel, photo, place, report, same, visit

app_name = "incidents"
urlpatterns = [
    path("report/", report.form, name="report"),
    path("report/<str:tracking_code>/", report.follow_up, name="follow_up"),
    path("hooks/traffy/<str:secret>", outside.traffy, name="traffy_hook"),
    path("incidents/", board.board, name="board"),
    path("incidents/part/", board.part, name="board_part"),
    path("incidents/reports.csv", board.download, name="board_csv"),
    path("incidents/many/", board_actions.many, name="many"),
    path("incidents/views/", board_actions.save, name="save_view"),
    path("incidents/views/forget/", board_actions.forget, name="forget_view"),
    path("incidents/episodes/<int:pk>/", episode.episode, name="episode"),
    path("incidents/episodes/<int:pk>/add/", episode.add, name="episode_add"),
    path("incidents/episodes/<int:pk>/remove/", episode.remove, name="episode_remove"),
    path("incidents/<int:pk>/merge/", same.join, name="merge"),
    path("incidents/<int:pk>/unmerge/", same.part, name="unmerge"),
    path("incidents/photos/<uuid:token>", photo.photo, name="photo"),
    path("incidents/<int:pk>/", dossier.dossier, name="dossier"),
    path("incidents/<int:pk>/state/", case.state, name="state"),
    path("incidents/<int:pk>/category/", case.category, name="category"),
    path("incidents/<int:pk>/note/", case.note, name="note"),
    path("incidents/<int:pk>/place/", place.place, name="place"),
    path("incidents/<int:pk>/visit/", visit.visit, name="visit"),
    path("incidents/<int:pk>/contact/", dossier.contact, name="contact"),
    path("incidents/<int:pk>/panel/", panel.panel, name="panel"),
]
