"""An officer looks for another site by name, and is asked once more before confirming one far away."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from geo.coordinates import LonLat
from tests.builders_incidents import PRACHIN_BURI, a_country, a_factory, a_report, an_officer
from tiles import serving

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

FAR_AWAY = LonLat(PRACHIN_BURI.lon + 0.415, PRACHIN_BURI.lat)


def test_a_site_found_by_name_shows_its_distance_and_a_far_one_is_asked_about(visit: Callable[..., Any]) -> None:
    serving.forget()
    a_country()
    a_factory()
    a_factory(FAR_AWAY, key="2", name_th="โรงแป้งมันร่มเย็น")
    report = a_report(now=timezone.now())
    an_officer()
    officer = visit()
    page = officer.go(f"/login/?next=/incidents/{report.pk}/")
    page.fill("[name=username]", "officer")
    page.fill("[name=password]", "x")
    page.press("[name=password]", "Enter")
    page.fill("#site-search", "โรงแป้งมันร่มเย็น")
    found = page.locator(".likely-found label")
    expect(found).to_contain_text("44.9 กม.")
    found.locator("input").check()
    page.fill("#site-reason", "ตามรถขนของเสียไป")
    page.locator("section.likely button.button--primary").click()
    expect(page.locator("[data-far]")).to_contain_text("แน่ใจหรือไม่")
    expect(page.locator("[data-far]")).to_be_focused()
    officer.picture("far-site")
    page.click("[data-far] button")
    expect(page.locator(".likely-verdict")).to_contain_text("โรงแป้งมันร่มเย็น")
