"""The dossier says that another body became competent, as long as there is something to do about it."""

from typing import Any

import pytest
from django.test import Client

from incidents.amending import move_place
from incidents.models import Report
from tests.builders_cases import LATER, OFFICER, a_case
from tests.builders_incidents import CHACHOENGSAO, PRACHIN_BURI, a_factory, an_officer

pytestmark = pytest.mark.usefixtures("country", "limits")

DID: dict[str, Any] = {"error_radius_m": 50, "actor": OFFICER, "reason": "because", "now": LATER}
SIGN = "data-competence-change"


def page_of(report: Report) -> str:
    """The dossier as an officer of no office in particular sees it."""
    client = Client()
    client.force_login(an_officer("view_report", "change_report", "view_exactplace", name="reader"))
    return client.get(f"/incidents/{report.pk}/").content.decode()


def test_it_stands_while_the_case_is_with_the_body_that_is_no_longer_competent() -> None:
    a_factory()
    report = a_case()
    move_place(report, CHACHOENGSAO, **DID)
    assert SIGN in page_of(report)


def test_it_is_gone_once_the_answer_is_the_body_that_has_the_case() -> None:
    a_factory()
    report = a_case()
    move_place(report, CHACHOENGSAO, **DID)
    move_place(Report.objects.get(pk=report.pk), PRACHIN_BURI, **DID)
    assert SIGN not in page_of(report)
