"""The bad rows as a file for the owner of the data."""

import csv
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from facilities.models import ImportRun
from tests.builders_imports import PERMIT, ROW, a_problem, a_run, send

pytestmark = pytest.mark.django_db


def test_bad_rows_carry_the_raw_cells_and_no_formula(steward: Client, settings: Any) -> None:
    send(steward, PERMIT + ROW + 'จ3-1-3/50ปจ,"=""10390001225278""",=1+1,-,"สีข้าว\nขัด",ไม่ทราบ,ดำเนินการ,-5\n')
    run = ImportRun.objects.get()
    a_problem(run, 2, value="ไม่ทราบ")
    a_problem(run, 2, rule="class_differs", field="@SUM(A1)", value="-1")
    response = steward.get(f"/facilities/imports/{run.pk}/bad-rows.csv")
    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    header, first, second = csv.reader(StringIO(content.decode("utf-8-sig"), newline=""))
    assert header[:5] == ["Row", "Key", "Column", "Value", "What is wrong"]
    assert header[7:9] == ["DISPFACREG", "FID"]
    assert first[3:5] == ["ไม่ทราบ", "The date cannot be read"]
    assert first[7:12] == ["จ3-1-3/50ปจ", '="10390001225278"', "'=1+1", "-", "สีข้าว\nขัด"]
    assert second[2:4] == ["'@SUM(A1)", "-1"]


def test_bad_rows_are_given_without_the_raw_file_too(steward: Client) -> None:
    run = a_run()
    a_problem(run)
    content = b"".join(steward.get(f"/facilities/imports/{run.pk}/bad-rows.csv").streaming_content)
    assert content.decode("utf-8-sig").count("\r\n") == 2
