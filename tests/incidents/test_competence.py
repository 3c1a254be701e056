"""What an answer says beside lead and bodies: reasons, conditions, versions, what would change it."""

from datetime import date
from typing import Any

import pytest

from geo.errors import Unavailable
from incidents.competence import Beyond, Local, Plot, Role, Site, Situation, decide
from incidents.competence.seed import load_rules, shipped
from incidents.models import CompetenceRule

pytestmark = pytest.mark.django_db

CHACHOENGSAO = Beyond("24", "ฉะเชิงเทรา", "Chachoengsao", 90.0)
BANGKOK = Beyond("10", "กรุงเทพมหานคร", "Bangkok", 300.0)


@pytest.fixture(autouse=True)
def rules(db: None) -> None:
    load_rules()


def situation(category: str = "odour", **changes: Any) -> Situation:
    """A smell in Prachin Buri, no facility near."""
    on = changes.pop("on", date(2026, 3, 12))
    return Situation("25", "ปราจีนบุรี", "Prachin Buri", on, category, **changes)


def factory(factory_class: int | None = 3, **changes: Any) -> Site:
    """A factory of type 9(6) licensed by the province."""
    return Site("factory", factory_class, ((9, 6),), **{"issuer": "pio", **changes})


def test_without_rules_the_trouble_is_said() -> None:
    CompetenceRule.objects.all().delete()
    with pytest.raises(Unavailable, match="load_reference"):
        decide(situation())


def test_local_government_is_named_on_condition_while_its_boundaries_are_not_loaded() -> None:
    found = decide(situation())
    local = next(support for support in found.supporting if support.office == "local")
    assert "เทศบาล" in local.condition_th
    assert "we hold no local boundaries" in found.reason_en
    assert not found.verified


def test_an_answer_names_rule_and_version_and_fills_in_the_reason() -> None:
    found = decide(situation(site=factory()))
    assert (found.rule, found.rule_version, found.verified) == ("province-class-3", 1, True)
    assert "9(6)" in found.reason_th
    assert "จังหวัดปราจีนบุรี" in found.reason_th


def test_the_ground_and_the_local_government_are_named() -> None:
    on_estate = decide(situation(site=factory(), plots=(Plot("estate", "นิคมทดสอบ", "Test Estate"),)))
    assert "นิคมทดสอบ" in on_estate.reason_th
    assert "Test Estate" in on_estate.reason_en
    in_town = decide(situation(local=Local("municipality", "lg-25001", "เทศบาลเมืองทดสอบ")))
    assert "เทศบาลเมืองทดสอบ" in in_town.reason_th


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [("in_estate", "ieat"), ("municipality", "local"), ("emergency", "dpm")]),
        (
            {"site": factory(), "beyond": BANGKOK},
            [
                ("beyond_border", "diw"),
                ("in_estate", "ieat"),
                ("class_1_2_municipality", "local"),
                ("emergency", "dpm"),
            ],
        ),
        (
            {"site": factory(None, issuer="ieat"), "plots": (Plot("estate"),)},
            [("not_in_estate", "pio-25"), ("emergency", "dpm")],
        ),
        (
            {"local": Local("municipality", "lg-25001")},
            [("in_estate", "ieat"), ("not_municipality", "pio-25"), ("class_3", "pio-25"), ("emergency", "dpm")],
        ),
        ({"emergency": True, "category": "gas_leak"}, [("no_emergency", "pio-25")]),
        ({"category": "staff_conduct"}, []),
    ],
)
def test_what_would_change_the_answer(changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    found = decide(situation(**changes))
    assert [(change.what, change.lead) for change in found.would_change] == expected
    assert all(change.th and change.en and "{" not in change.th + change.en for change in found.would_change)


def test_conduct_is_told_to_nobody_in_the_area() -> None:
    assert decide(situation("staff_conduct", site=factory(), beyond=CHACHOENGSAO)).supporting == ()


def test_near_a_border_the_distance_is_in_the_condition() -> None:
    across = [s for s in decide(situation(beyond=CHACHOENGSAO)).supporting if s.role is Role.BEYOND_BORDER]
    assert [support.office for support in across] == ["pio-24"]
    assert "90 เมตร" in across[0].condition_th


def test_the_rules_of_the_day_answer() -> None:
    CompetenceRule.objects.filter(rule="province-nuisance").update(valid_to=date(2026, 3, 13))
    assert decide(situation()).rule == "province-nuisance"
    assert decide(situation(on=date(2026, 3, 13))).rule == "province-factory"


def test_every_shipped_rule_has_its_own_id_a_source_and_a_position() -> None:
    ids = [rule["rule"] for rule in shipped()["rules"]]
    assert len(set(ids)) == len(ids)
    assert all(rule["source"] for rule in shipped()["rules"])
    assert list(CompetenceRule.objects.values_list("rule", flat=True)) == ids


def test_loading_again_leaves_edited_rules_alone() -> None:
    CompetenceRule.objects.filter(rule="mine").update(source="edited")
    load_rules()
    assert CompetenceRule.objects.get(rule="mine").source == "edited"
    assert CompetenceRule.objects.count() == len(shipped()["rules"])


def test_no_reason_says_that_somebody_broke_the_law() -> None:
    words = ("ผิดกฎหมาย", "กระทำผิด", "illegal", "guilty", "offence")
    reasons = [rule["reason"]["th"] + rule["reason"]["en"] for rule in shipped()["rules"]]
    assert not [reason for reason in reasons for word in words if word in reason]
