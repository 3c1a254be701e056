"""What the reporter is told of why a body is in charge: never what the presumed site is."""

import pytest
from django.test import Client

from incidents.models import Attribution, Report
from tests.builders_incidents import a_report

pytestmark = pytest.mark.usefixtures("country")


def page_of(report: Report) -> str:
    """The page as anybody sees it."""
    return Client().get(f"/report/{report.tracking_code}/").content.decode()


@pytest.mark.parametrize("rule", ["province-class-3", "estate-factory", "mine-site", "no-licence", "unheard-of"])
def test_it_tells_nothing_of_the_presumed_site(rule: str) -> None:
    report = a_report()
    Attribution.objects.filter(report=report).update(rule=rule, reason_th="สถานประกอบการที่สันนิษฐานเป็นจำพวกที่ 3")
    page = page_of(report)
    assert "สันนิษฐาน" not in page
    assert "หน่วยงานนี้ดูแลเรื่องลักษณะนี้ในพื้นที่ที่แจ้ง" in page


@pytest.mark.parametrize("rule", ["waste-dumping", "local-nuisance", "concession", "province-factory"])
def test_it_tells_the_reason_that_rests_on_the_place(rule: str) -> None:
    report = a_report()
    Attribution.objects.filter(report=report).update(rule=rule, reason_th="พิจารณาจากที่ตั้ง")
    assert "พิจารณาจากที่ตั้ง" in page_of(report)
