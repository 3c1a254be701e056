"""Invented feeds in the shape of `diw-factory-data`, and loads of them."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from facilities.imports.runs import advance_run, start_run
from facilities.models import ImportProblem, ImportRun
from geo.changes import Actor
from tests.builders_imports import NOW

ACTOR = Actor("importer")
STRUCK_OFF, OPERATING, LICENSED, STOPPED = "2", "1", "0", "3"

ROW = {
    "FID": "",
    "DISPFACREG": "จ3-9(6)-1/51ปจ",
    "FACTYPE": "3",
    "FNAME": "โรงงานสมมติ",
    "ONAME": "บริษัท สมมติ จำกัด",
    "OBJECT": "สีข้าว",
    "FADDR": "1",
    "FMOO": "2",
    "FTUMNAME": "ท่าตูม",
    "FAMPNAME": "ศรีมหาโพธิ",
    "FPROVNAME": "ปราจีนบุรี",
    "TOTAL_CAP": "1000000",
    "TOTAL_WORKER": "10",
    "HP": "100",
    "LAT": "13.8",
    "LNG": "101.6",
    "FFLAG": OPERATING,
    "LAST_UPDATE": "20260301",
}


def row(number: int = 1, **changes: str) -> dict[str, str]:
    """One licence, alone at its address, at a point of its own."""
    own = {
        "DISPFACREG": f"จ3-9(6)-{number}/51ปจ",
        "FNAME": f"โรงงานสมมติ {number}",
        "FADDR": str(number),
        "LAT": f"{13.8 + number / 10_000:.4f}",
    }
    return {**ROW, **own, **changes}


def feed(count: int, **changes: str) -> list[dict[str, str]]:
    """So many licences, each of another site; one in four is operating."""
    return [
        row(number, **{"FFLAG": OPERATING if number % 4 == 0 else STRUCK_OFF, **changes})
        for number in range(1, count + 1)
    ]


def written(path: Path, rows: Iterable[dict[str, str]], columns: Iterable[str] = ROW) -> Path:
    """The rows as the feed is published: UTF-8 with a byte order mark, CRLF."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(columns), extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def load(file: Path, *, profile: str = "diw-factory-data", apply: bool = True, **changes: Any) -> ImportRun:
    """Start and advance a load."""
    values: dict[str, Any] = {"actor": ACTOR, "now": NOW, "wants_apply": apply, **changes}
    return advance_run(start_run(file, profile=profile, **values).pk)


def rules(run: ImportRun) -> list[str]:
    """The rules that hold a load."""
    return [str(reason["rule"]) for reason in run.held_for]


def refused(run: ImportRun) -> list[tuple[int, str]]:
    """Row and rule of the rows that were not taken."""
    return list(ImportProblem.objects.filter(run=run, refused=True).order_by("row").values_list("row", "rule"))
