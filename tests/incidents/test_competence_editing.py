"""Rules are edited as versions, shown with what they would do, never rewritten."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from geo.changes import Actor
from geo.errors import BadInput, Conflict
from geo.models import Change
from incidents.competence.dry_run import moves
from incidents.competence.editing import draft_of, end_rule, write_rule
from incidents.competence.reasking import reask
from incidents.models import Category, CompetenceChange, CompetenceRule
from tests.builders_incidents import BANGKOK, NOW, a_factory, a_report, an_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]

TODAY, TOMORROW = date(2026, 3, 12), date(2026, 3, 13)
EDITOR = Actor("editor")


def rule(name: str = "province-nuisance") -> CompetenceRule:
    """As shipped."""
    return CompetenceRule.objects.get(rule=name, version=1)


def edited(
    name: str = "province-nuisance", day: date = TODAY, why: str = "ตามคำสั่งใหม่", **columns: Any
) -> CompetenceRule:
    """A new version with other columns."""
    return write_rule(draft_of(rule(name), **columns), from_day=day, today=TODAY, actor=EDITOR, why=why)


def test_a_change_is_a_new_version_and_ends_the_old_one() -> None:
    new = edited(day=TOMORROW, lead="diw")
    old = rule()
    assert (new.version, new.valid_from, new.written_by, new.why) == (2, TOMORROW, "editor", "ตามคำสั่งใหม่")
    assert (old.lead, old.valid_to) == ("{pio}", TOMORROW)
    assert new.supports.count() == old.supports.count()
    change = Change.objects.get(action="rule.changed")
    assert (change.before or {})["lead"] == "{pio}"
    assert (change.after or {})["lead"] == "diw"


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ({"day": date(2026, 3, 11)}, "from_day"),
        ({"why": " "}, "why"),
        ({"lead": "nobody"}, "office"),
        ({"lead": "{regulator}"}, "lead"),
    ],
)
def test_what_cannot_be_is_refused_by_name(columns: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        edited(**columns)
    assert refused.value.fields["field"] == field
    assert CompetenceRule.objects.filter(rule="province-nuisance").count() == 1


def test_there_is_always_an_answer() -> None:
    with pytest.raises(BadInput, match=r"เสมอ|always"):
        end_rule(rule("province-factory"), on=TOMORROW, today=TODAY, actor=EDITOR, why="test")
    with pytest.raises(BadInput):
        edited("province-factory", areas=["25"])


def test_a_version_that_waits_for_its_day_comes_first() -> None:
    edited(day=TOMORROW, lead="diw")
    with pytest.raises(Conflict):
        edited(lead="tisi")


def test_the_dry_run_names_the_cases_that_would_move_and_changes_nothing() -> None:
    a_factory()
    here, _elsewhere = a_report(category="noise_vibration"), a_report(BANGKOK, category="noise_vibration")
    found = moves([draft_of(rule("province-class-3"), lead="diw")], from_day=TODAY)
    assert [(m.report.pk, m.before.lead, m.after.lead, m.to_another) for m in found] == [
        (here.pk, "pio-25", "diw", True)
    ]
    assert CompetenceRule.objects.filter(rule="province-class-3").count() == 1
    assert not Change.objects.filter(action="rule.changed").exists()


def test_other_grounds_are_told_apart_from_another_lead() -> None:
    a_factory()
    a_report()
    found = moves([draft_of(rule("province-class-3"), role="sorting")], from_day=TODAY)
    assert [move.to_another for move in found] == [False]


def test_cases_are_asked_anew_once() -> None:
    report = a_report()
    edited(lead="diw")
    assert reask([report.pk], actor=EDITOR, now=NOW) == 1
    assert reask([report.pk], actor=EDITOR, now=NOW) == 0
    change = CompetenceChange.objects.get()
    assert (change.cause, change.after["lead"], change.after["version"]) == ("rules", "diw", 2)


def posted(name: str, **changes: Any) -> dict[str, Any]:
    """What the form of a rule sends, without bodies beside it."""
    draft = draft_of(rule(name), **changes)
    fields = {n.removesuffix("_id"): v for n, v in draft.columns.items() if v not in (None, False)}
    fields = {n: ",".join(v) if isinstance(v, list) else v for n, v in fields.items()}
    forms = {"supports-TOTAL_FORMS": 0, "supports-INITIAL_FORMS": 0}
    day = timezone.localdate().isoformat()
    return {**fields, **forms, "emergency": "unknown", "from_day": day, "why": "ตามคำสั่งใหม่"}


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("root"))
    return client


def test_the_page_shows_what_would_move_and_saves_on_the_second_sending(admin: Client) -> None:
    report = a_report()
    address = f"/admin/incidents/competencerule/{rule().pk}/change/"
    body = posted("province-nuisance", lead="diw")
    shown = admin.post(address, body)
    assert report.tracking_code in shown.content.decode()
    assert CompetenceRule.objects.filter(rule="province-nuisance").count() == 1
    admin.post(address, {**body, "_seen": "1"})
    new = CompetenceRule.objects.get(rule="province-nuisance", version=2)
    assert (new.lead, new.written_by) == ("diw", "root")


def test_the_page_names_no_case_that_its_editor_may_not_know_of(client: Client) -> None:
    report, editor = a_report(), an_officer("change_competencerule", "view_competencerule", name="editor")
    Category.objects.filter(pk=report.category_id).update(urgency="restricted")
    User.objects.filter(pk=editor.pk).update(is_staff=True)
    client.force_login(User.objects.get(pk=editor.pk))
    body = posted("province-nuisance", lead="diw")
    shown = client.post(f"/admin/incidents/competencerule/{rule().pk}/change/", body)
    assert shown.context_data["count"] == 1
    assert report.tracking_code not in shown.content.decode()


def test_the_form_names_values_that_no_situation_has(admin: Client) -> None:
    body = posted("province-nuisance", lead="nobody", categories=["nothing"], types=["12"])
    page = admin.post(f"/admin/incidents/competencerule/{rule().pk}/change/", body)
    assert set(page.context["adminform"].form.errors) == {"lead", "categories", "types"}


def test_pages_of_old_and_new_versions_open(admin: Client) -> None:
    edited(lead="diw")
    for key in CompetenceRule.objects.filter(rule="province-nuisance").values_list("pk", flat=True):
        assert admin.get(f"/admin/incidents/competencerule/{key}/change/").status_code == 200
    assert admin.get("/admin/incidents/competencerule/").status_code == 200
    assert admin.get("/admin/incidents/competencerule/?versions=all").status_code == 200
