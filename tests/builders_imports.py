"""Runs of imports with a default for every field, stewards, and files to load."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from facilities.models import ImportProblem, ImportRun, RunState

PERMIT = "DISPFACREG,FID,FNAME,ONAME,OBJECT,POKDATE,STATUS,LAST_UPDATE\n"
ROW = "จ3-1-2/50ปจ,,โรงสี,นายก,สีข้าว,2007-01-31,ดำเนินการ,\n"
NOW = datetime(2026, 3, 12, 2, 0, tzinfo=UTC)
"""09:00 in Bangkok."""


def a_run(**changes: Any) -> ImportRun:
    """A compared load of the permit feed: four rows, one new, one changed."""
    values: dict[str, Any] = {
        "profile": "diw-permit",
        "file_name": "permit.csv",
        "sha256": "0" * 64,
        "size_bytes": 1234,
        "format": "CSV",
        "encoding": "cp874",
        "state": RunState.COMPARED,
        "counts": {"read": 4, "new": 1, "changed": 1, "unchanged": 1, "refused": 1, "problems": 1, "absent": 0},
        "started_at": NOW,
        "finished_at": NOW.replace(minute=5),
        "started_by_label": "steward",
    }
    return ImportRun.objects.create(**{**values, **changes})


def a_held_run(**changes: Any) -> ImportRun:
    """Half the rows are missing."""
    reason = {"rule": "rows_fell", "detail": "The file has 2 rows, the last one had 4", "before": 4, "now": 2}
    return a_run(**{"state": RunState.HELD, "held_for": [reason], **changes})


def a_problem(run: ImportRun, row: int = 2, **changes: Any) -> ImportProblem:
    """A date that cannot be read."""
    values = {"key": "จ3-1-2/50ปจ", "field": "POKDATE", "value": "32/13/2550", "rule": "date_unreadable"}
    return ImportProblem.objects.create(run=run, row=row, **{**values, **changes})


def a_steward(name: str = "steward", *more: str) -> User:
    """May load registers and decide on held loads, and whatever `more` permissions of the register say."""
    user = User.objects.create_user(name, password="x")
    codenames = ["run_import", *more]
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="facilities", codename__in=codenames))
    return user


def a_file(name: str = "permit.csv", content: bytes = b"") -> SimpleUploadedFile:
    """As a browser sends it."""
    return SimpleUploadedFile(name, content)


def send(client: Client, content: str = PERMIT + ROW, name: str = "permit.csv", **fields: str) -> Any:
    """Sends a permit file."""
    file = a_file(name, content.encode())
    return client.post("/facilities/imports/new/", {"profile": "diw-permit", "file": file, **fields})


def text(client: Client, path: str, status: int = 200) -> str:
    """The page, with the status it must have."""
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()
