"""The second step of a generic load: the columns of the file with sample values, each mapped to a field."""

import json
from collections.abc import Mapping
from itertools import groupby
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from facilities.import_pages import reader_words
from facilities.import_pages.columns import MOST, ColumnForm, as_yaml
from facilities.import_pages.door import run_for, stewards_only
from facilities.import_pages.kept_files import KeptFile, kept
from facilities.import_pages.receiving import sample
from facilities.import_pages.upload import GENERIC, begun
from facilities.imports import mapping as mappings
from facilities.imports.runs import start_run
from facilities.models import EstateKind, Kind
from geo.changes import Actor
from geo.errors import BadInput, NotFound
from geo.tables import Table

_LARGEST_MAPPING = 64 * 1024
_GROUPS = {
    "identity": gettext_lazy("What names it"),
    "register": gettext_lazy("What the register says"),
    "address": gettext_lazy("Address"),
    "position": gettext_lazy("Position"),
    "other": gettext_lazy("Other"),
}
SYSTEMS = (
    ("", gettext_lazy("Not stated: degrees are WGS84, metres are recognised row by row")),
    ("EPSG:4326", "WGS84 (EPSG:4326)"),
    ("EPSG:32647", "WGS84 UTM 47N (EPSG:32647)"),
    ("EPSG:32648", "WGS84 UTM 48N (EPSG:32648)"),
    ("EPSG:4240", "Indian 1975 (EPSG:4240)"),
    ("EPSG:24047", "Indian 1975 UTM 47N (EPSG:24047)"),
    ("EPSG:24048", "Indian 1975 UTM 48N (EPSG:24048)"),
)


@stewards_only
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, token: str) -> HttpResponse:
    """The columns to be mapped; sent, the run begins. A mapping may be sent as a file, or taken away as one."""
    file = kept(token, user_id=cast(int, request.user.pk))
    table, samples = sample(file.path)
    form = _form(request, table)
    asked = request.POST.get("do", "")
    if request.method == "POST" and asked != "upload":
        mapping = form.mapping()
        if mapping is not None:
            return _yaml(mapping, file.path.stem) if asked == "download" else _begin(request, file, mapping)
    return _page(request, file, table, form, samples)


@stewards_only
@require_safe
def mapping_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The mapping of a run as YAML."""
    run = run_for(pk)
    if not run.mapping:
        raise NotFound(_("This load needed no mapping"), field="mapping", value=pk)
    return _yaml(run.mapping, run.file_name.rpartition(".")[0])


def _form(request: HttpRequest, table: Table) -> ColumnForm:
    if request.method != "POST":
        return ColumnForm.blank(table.columns, request.GET.get("target", ""))
    if request.POST.get("do") == "upload":
        return _uploaded(request, table)
    return ColumnForm.sent(table.columns, request.POST, _base(request.POST.get("base", "")))


def _uploaded(request: HttpRequest, table: Table) -> ColumnForm:
    file = request.FILES.get("mapping")
    form = ColumnForm.blank(table.columns)
    if file is None or (file.size or 0) > _LARGEST_MAPPING:
        form.errors["mapping"] = [_("Choose a mapping file of at most 64 KB")]
        return form
    try:
        return ColumnForm.of_mapping(table.columns, mappings.from_yaml(file.read().decode("utf-8-sig", "replace")))
    except BadInput as error:
        form.errors["mapping"] = [reader_words.sentence(error, file.name or "")]
        return form


def _base(text: str) -> dict[str, Any]:
    """The mapping that was sent before; whatever is no mapping is nothing."""
    try:
        return mappings.check(json.loads(text)) if text else {}
    except (ValueError, BadInput):
        return {}


def _begin(request: HttpRequest, file: KeptFile, mapping: dict[str, Any]) -> HttpResponse:
    wished = request.session.pop(f"import {file.token}", {})
    run = start_run(
        file.path,
        profile=GENERIC,
        mapping=mapping,
        actor=Actor.of(request.user),
        reason=wished.get("reason", ""),
        wants_apply=wished.get("wants_apply", False),
        now=timezone.now(),
    )
    file.forget()
    return begun(request, run)


def _yaml(mapping: dict[str, Any], stem: str) -> HttpResponse:
    response = HttpResponse(as_yaml(mapping), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{stem}-mapping.yaml") or "attachment"
    return response


def _page(
    request: HttpRequest, file: KeptFile, table: Table, form: ColumnForm, samples: Mapping[str, list[str]]
) -> HttpResponse:
    offered = [(_GROUPS[group], list(fields)) for group, fields in groupby(form.offered(), lambda one: one.group)]
    context = {
        "file_name": file.path.name,
        "table": table,
        "form": form,
        "rows": [(column, samples[column], form.fields.get(column, "")) for column in table.columns[:MOST]],
        "beyond": max(len(table.columns) - MOST, 0),
        "offered": offered,
        "kinds": Kind.choices if form.settings["target"] == "facility" else EstateKind.choices,
        "systems": SYSTEMS,
        "base": json.dumps(form.base, ensure_ascii=False, default=str) if form.base else "",
    }
    return render(request, "facilities/imports/columns.html", context, status=400 if form.errors else 200)
