"""Categories are data: what an administrator changes stays, is recorded, and takes effect."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from geo import versions
from geo.layers import Viewer
from geo.models import Change
from incidents.models import Category, Report
from incidents.reference import load_categories
from tests.builders_incidents import a_report

pytestmark = pytest.mark.usefixtures("country")


@pytest.fixture
def administrator(client: Client) -> Client:
    """A logged-in administrator's browser."""
    client.force_login(User.objects.create_superuser("admin", password="x"))
    return client


def sent(code: str, **changes: str) -> dict[str, str]:
    """The administration's form of a category as it stands, with changes."""
    names = ("name_th", "name_en", "hint_th", "hint_en", "default_facility_kind", "lead_hint", "urgency", "basis")
    held = Category.objects.get(code=code)
    reach = ("noticed_within_m", "same_within_m", "same_within_hours")
    kept = {name: getattr(held, name) for name in (*names, *reach, "verified", "position")}
    carried = {"episodic": "on"} if held.episodic else {}
    return kept | carried | {"traffy_types": "[]", "initial-traffy_types": "[]"} | changes


def test_loading_again_leaves_edited_categories_alone_and_brings_missing_ones() -> None:
    Category.objects.filter(code="odour").update(name_th="กลิ่น", urgency="high")
    Category.objects.filter(code="mining").delete()
    assert load_categories() == Category.objects.count()
    assert Category.objects.get(code="odour").name_th == "กลิ่น"


def test_making_a_category_restricted_hides_its_reports_and_is_recorded(
    administrator: Client, django_capture_on_commit_callbacks
) -> None:
    a_report()
    before = versions.current("incidents")
    with django_capture_on_commit_callbacks(execute=True):
        answer = administrator.post("/admin/incidents/category/odour/change/", sent("odour", urgency="restricted"))
    assert answer.status_code == 302
    assert not Report.objects.seen_by(Viewer()).exists()
    assert versions.current("incidents") != before
    assert Change.objects.get(action="category.changed").after == {"urgency": "restricted"}


def test_a_category_asked_for_by_its_code_is_the_same_as_by_the_orm() -> None:
    load_categories()
    for held in Category.objects.all():
        named = Category.objects.named(held.code)
        assert named is not None
        assert {f.attname: getattr(named, f.attname) for f in Category._meta.concrete_fields} == {
            f.attname: getattr(held, f.attname) for f in Category._meta.concrete_fields
        }
    assert Category.objects.named("nothing") is None
