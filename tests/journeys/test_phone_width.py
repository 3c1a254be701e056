"""The register's pages on a phone: nothing has to be pushed sideways."""

from collections.abc import Callable
from typing import Any

import pytest

from facilities.models import Estate, Facility
from tests.builders_imports import a_held_run, a_problem, a_steward
from tests.builders_incidents import a_country, a_factory
from tests.journeys.conftest import PHONE
from tests.journeys.test_register import logged_in
from tiles import serving

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

_LONG = "บริษัทตัวอย่างผลิตภัณฑ์อาหารและเครื่องดื่มแปรรูปเพื่อการส่งออกแห่งประเทศไทย จำกัด (มหาชน)"


@pytest.fixture
def paths() -> list[str]:
    """One of each main page, each with something long on it."""
    serving.forget()
    a_country()
    a_steward("steward", "change_facility", "view_facility")
    a_factory()
    Facility.objects.update(name_th=_LONG)
    run, site = a_held_run(file_name="ก" * 120 + ".csv"), Facility.objects.get()
    a_problem(run, value="x" * 200)
    estate = Estate.objects.create(kind="zone", source="reference-zones", source_key="z", name_th=_LONG)
    of_run = [f"/facilities/imports/{run.pk}/{part}" for part in ("", "problems/", "differences/")]
    of_site = [f"/facilities/{site.pk}/", f"/facilities/quality/{site.pk}/", f"/facilities/{site.pk}/change/correct/"]
    lists = [
        f"/facilities/{part}" for part in ("", "quality/", "imports/", "imports/new/", "estates/", "export/", "new/")
    ]
    return [*lists, *of_run, *of_site, f"/facilities/estates/{estate.pk}/"]


def test_no_page_of_the_register_is_wider_than_a_phone(paths: list[str], visit: Callable[..., Any]) -> None:
    visitor = visit(phone=True)
    logged_in(visitor, "/facilities/")
    widths = {}
    for path in paths:
        page = visitor.go(path)
        wide = "[document.scrollingElement, ...document.querySelectorAll('.table-scroll')].map(it => it.scrollWidth)"
        widths[path] = max(page.evaluate(wide))
    visitor.picture("phone-width-last")
    assert {path: width for path, width in widths.items() if width > PHONE["width"]} == {}
