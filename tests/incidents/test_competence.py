"""Who leads and who stands beside, case by case (domain notes, section 5)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from incidents.competence import RULES, Beyond, Role, Site, Situation, decide

PROVINCES = {
    "10": ("กรุงเทพมหานคร", "Bangkok"),
    "20": ("ชลบุรี", "Chon Buri"),
    "21": ("ระยอง", "Rayong"),
    "25": ("ปราจีนบุรี", "Prachin Buri"),
}


def situation(province: str = "25", category: str = "odour", **changes: Any) -> Situation:
    """A smell in Prachin Buri, no facility near."""
    thai, english = PROVINCES[province]
    return Situation(province, thai, english, changes.pop("on", date(2026, 3, 12)), category, **changes)


def factory(factory_class: int | None = 3, *types: tuple[int, int | None], **changes: Any) -> Site:
    """A factory of type 9(6) licensed by the province."""
    return Site("factory", factory_class, types or ((9, 6),), **{"issuer": "pio", **changes})


MINE = Site("mine")
SME = Site("sme")
SEIZED, SUSPECTED = Site("seized"), Site("suspected")


@dataclass(frozen=True)
class Case:
    """One line of the table: a situation, the lead it must have and the bodies that must stand beside."""

    name: str
    lead: str
    beside: tuple[str, ...] = ()
    rule: str = ""
    province: str = "25"
    category: str = "odour"
    site: Site | None = None
    emergency: bool = False
    more: dict[str, Any] = field(default_factory=dict)


CASES = (
    Case("Xiao Xiang: a น. number", "ieat", ("diw", "pio-25"), "estate-factory", site=factory(None, issuer="ieat")),
    Case("a store of seized waste smells", "pio-21", ("diw",), "no-licence", "21", site=SEIZED),
    Case("a suspected site in Bangkok", "diw", ("bma",), "no-licence-bangkok", "10", site=SUSPECTED),
    Case(
        "a seized store burns", "dpm", ("pio-21",), "emergency-province", "21", "fire_explosion", SEIZED, emergency=True
    ),
    Case("a pit beside a suspected site", "pio-25", ("dpim",), "mine", category="mining", site=SUSPECTED),
    Case("an estate in Bangkok", "ieat", ("diw", "bma"), "estate-factory", "10", site=factory(3, issuer="ieat")),
    Case("unlicensed work in an estate", "ieat", ("diw",), category="illegal_factory", site=factory(3, issuer="ieat")),
    Case("Xin Ke Yuan: a zone, not an estate", "pio-21", ("diw",), "zone-factory", "21", site=factory(3, zone=True)),
    Case(
        "a zone although its name says estate", "pio-21", (), "zone-factory", "21", site=factory(zone=True, estate=True)
    ),
    Case("Bangkok, class 3", "diw", ("bma",), "bangkok-class-3", "10", "waste", site=factory(3)),
    Case("Bangkok, class 3, smell", "diw", ("bma",), "bangkok-class-3", "10", site=factory(3)),
    Case("Bangkok, class 2", "bma", ("diw",), "bangkok-class-1-2", "10", "", site=factory(2)),
    Case("Bangkok, class 1", "bma", ("diw",), "bangkok-class-1-2", "10", "", site=factory(1)),
    Case("Bangkok, noise, nobody near", "bma", ("diw",), "bangkok-nuisance", "10", "noise_vibration"),
    Case("Bangkok, unlicensed", "diw", ("bma",), "bangkok-factory", "10", "illegal_factory"),
    Case("Bangkok, unlicensed beside a class 2", "diw", ("bma",), "", "10", "illegal_factory", site=factory(2)),
    Case("class 3 of the province", "pio-25", ("local",), "province-class-3", site=factory(3)),
    Case("class 3, type 101", "pio-25", ("diw",), "province-class-3", site=factory(3, (101, None))),
    Case("class 3, type 105", "pio-25", ("diw",), "province-class-3", category="", site=factory(3, (105, None))),
    Case("class 3, type 106", "pio-25", ("diw",), "province-class-3", category="", site=factory(3, (106, None))),
    Case("class 3, central licence", "pio-25", ("diw",), "province-class-3-central", site=factory(3, issuer="diw")),
    Case("class 3, number says nothing", "pio-25", ("local",), "province-class-3-unclear", site=factory(3, issuer="")),
    Case("class 3, an estate in the name", "pio-25", ("ieat",), "", site=factory(3, estate=True)),
    Case("class 2 in a province", "pio-25", ("local",), "province-class-1-2", site=factory(2)),
    Case("class 1 in a province", "pio-25", ("local",), "province-class-1-2", category="", site=factory(1)),
    Case("a smell, nobody near", "pio-25", ("local",), "province-nuisance"),
    Case("wastewater beside an SME", "pio-25", ("local",), "province-nuisance", category="wastewater", site=SME),
    Case("unlicensed in a province", "pio-25", ("diw", "local"), "province-factory", category="illegal_factory"),
    Case("dust of a mine", "pio-25", ("dpim",), "mine", category="pm25_dust_smoke", site=MINE),
    Case("mining, nobody near", "pio-25", ("dpim",), "mine", category="mining"),
    Case("mining beside a class 2 factory", "pio-25", ("dpim",), "mine", category="mining", site=factory(2)),
    Case("mining in Bangkok", "dpim", ("bma",), "mine-bangkok", "10", "mining"),
    Case("crusher beside a quarry", "pio-25", ("dpim",), "stone-crushing", category="mining", site=factory(3, (3, 1))),
    Case(
        "dust of a crusher", "pio-25", ("dpim",), "stone-crushing", category="pm25_dust_smoke", site=factory(2, (3, 1))
    ),
    Case("sand pit is no crusher", "pio-25", ("local",), "province-class-1-2", site=factory(2, (3, 2))),
    Case("goods without the mark", "tisi", ("pio-25",), "product-standard", category="substandard_product"),
    Case("goods without the mark, Bangkok", "tisi", ("bma",), "", "10", "substandard_product", site=factory(2)),
    Case("cane burning", "ocsb", ("pio-25",), "cane-burning", category="cane_burning"),
    Case("cane burning beside an estate", "ocsb", (), "", category="cane_burning", site=factory(3, issuer="ieat")),
    Case("dumped waste", "pio-25", ("diw", "local"), "waste-dumping", category="waste_dumping", site=factory(2)),
    Case("dumped waste, Bangkok", "diw", ("bma",), "waste-dumping", "10", "waste_dumping"),
    Case("fire", "dpm", ("pio-25",), "emergency-province", category="fire_explosion", emergency=True),
    Case("fire in Bangkok", "bma", ("diw",), "emergency-bangkok", "10", "fire_explosion", emergency=True),
    Case(
        "fire in an estate",
        "dpm",
        ("ieat", "diw", "pio-21"),
        "",
        "21",
        "fire_explosion",
        factory(3, issuer="ieat"),
        True,
    ),
    Case(
        "fire at a gas filling plant",
        "dpm",
        ("pio-25", "energy"),
        "",
        "25",
        "fire_explosion",
        factory(3, (91, 2)),
        True,
    ),
    Case("gas leak", "dpm", ("pio-20", "energy"), "", "20", "gas_leak", emergency=True),
    Case("chemical leak at a class 2", "dpm", ("pio-25", "local"), "", "25", "hazardous_substance", factory(2), True),
    Case("the caesium of 2023", "oap", ("dpm", "pio-25"), "radiation", category="radiation", emergency=True),
    Case("a source in Bangkok", "oap", ("bma", "diw"), "radiation", "10", "radiation", emergency=True),
    Case("conduct of an official", "moi", (), "conduct", category="staff_conduct", site=factory(3)),
    Case("something else", "pio-25", ("moi",), "unsorted", category="other"),
    Case("something else, Bangkok", "moi", ("diw",), "unsorted-bangkok", "10", "other"),
    Case("something else beside a class 3", "pio-25", (), "province-class-3", category="other", site=factory(3)),
    Case("who is responsible here", "pio-25", ("diw", "local"), "province-factory", category=""),
    Case(
        "class 2 before the hand-over of 2552",
        "pio-25",
        (),
        "province-factory",
        site=factory(2),
        more={"on": date(2008, 5, 1)},
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_table_of_competence(case: Case) -> None:
    found = decide(situation(case.province, case.category, site=case.site, emergency=case.emergency, **case.more))
    assert found.lead == case.lead
    assert set(case.beside) <= {support.office for support in found.supporting}
    assert not case.rule or found.rule == case.rule
    assert found.ground.th
    assert found.ground.en
    assert "{" not in found.reason_th + found.reason_en


def test_conduct_is_told_to_nobody_in_the_area() -> None:
    near_border = Beyond("24", "ฉะเชิงเทรา", "Chachoengsao", 100.0)
    assert decide(situation(category="staff_conduct", site=factory(3), beyond=near_border)).supporting == ()


def test_local_government_is_named_on_condition_while_its_boundaries_are_not_loaded() -> None:
    found = decide(situation())
    local = next(support for support in found.supporting if support.office == "local")
    assert "เทศบาล" in local.condition_th
    assert "we hold no local boundaries" in found.reason_en
    assert not found.verified


def test_a_body_that_helps_here_and_leads_beyond_the_border_is_named_for_both() -> None:
    found = decide(situation("20", "", beyond=Beyond("10", "กรุงเทพมหานคร", "Bangkok", 300.0)))
    beyond = [support for support in found.supporting if support.role is Role.BEYOND_BORDER]
    assert len(beyond) == 1
    assert any(support.office == "diw" and support.role is not Role.BEYOND_BORDER for support in found.supporting)


def test_nobody_is_named_twice_and_the_lead_not_among_the_others() -> None:
    for case in CASES:
        found = decide(situation(case.province, case.category, site=case.site, emergency=case.emergency))
        offices = [support.office for support in found.supporting]
        assert len(set(offices)) == len(offices)
        assert found.lead not in offices


@pytest.mark.parametrize(
    ("distance_m", "error_m", "named"), [(1_999, 0, True), (2_001, 0, False), (4_000, 5_000, True)]
)
def test_near_a_border_the_body_beyond_is_named(distance_m: float, error_m: float, named: bool) -> None:
    beyond = Beyond("24", "ฉะเชิงเทรา", "Chachoengsao", distance_m, error_m)
    found = decide(situation(site=factory(3), beyond=beyond))
    across = [support for support in found.supporting if support.role is Role.BEYOND_BORDER]
    assert [support.office for support in across] == (["pio-24"] if named else [])
    assert all(f"{distance_m:,.0f}" in support.condition_th for support in across)


def test_across_bangkoks_border_stands_diw() -> None:
    beyond = Beyond("10", "กรุงเทพมหานคร", "Bangkok", 300.0)
    found = decide(situation("20", site=factory(3), beyond=beyond))
    assert found.supporting[-1].office == "diw"


def test_a_national_body_needs_no_neighbour() -> None:
    beyond = Beyond("24", "ฉะเชิงเทรา", "Chachoengsao", 10.0)
    found = decide(situation(category="substandard_product", beyond=beyond))
    assert all(support.role is not Role.BEYOND_BORDER for support in found.supporting)


def test_every_rule_has_its_own_id_a_source_and_can_win() -> None:
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)
    assert all(rule.source for rule in RULES)
    won = {decide(situation(c.province, c.category, site=c.site, emergency=c.emergency, **c.more)).rule for c in CASES}
    assert won == set(ids)


def test_no_reason_says_that_somebody_broke_the_law() -> None:
    words = ("ผิดกฎหมาย", "กระทำผิด", "illegal", "guilty", "offence")
    assert not [rule.id for rule in RULES for word in words if word in rule.reason.th + rule.reason.en]
