"""Addresses of the pages of imports, below `/facilities/imports/`."""

from django.urls import path

from facilities.import_pages import bad_rows, column_page, decisions, run_list, run_page, upload

urlpatterns = [
    path("", run_list.index, name="imports"),
    path("new/", upload.new, name="import_new"),
    path("new/<str:token>/", column_page.columns, name="import_columns"),
    path("<int:pk>/", run_page.overview, name="import"),
    path("<int:pk>/differences/", run_page.differences, name="import_differences"),
    path("<int:pk>/problems/", run_page.problems, name="import_problems"),
    path("<int:pk>/progress/", run_page.progress, name="import_progress"),
    path("<int:pk>/mapping.yaml", column_page.mapping_file, name="import_mapping"),
    path("<int:pk>/bad-rows.csv", bad_rows.download, name="import_bad_rows"),
    path("<int:pk>/accept/", decisions.accept, name="import_accept"),
    path("<int:pk>/reject/", decisions.reject, name="import_reject"),
    path("<int:pk>/stop/", decisions.stop, name="import_stop"),
    path("<int:pk>/retry/", decisions.retry, name="import_retry"),
]
