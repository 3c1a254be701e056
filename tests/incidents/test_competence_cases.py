"""The table of who is responsible (domain notes 4 and 5), case by case: tests/data/competence/cases.csv.

`site`: kind, class (? where not known), types, issuer, `zone`, `said`. `ground` and `local` as the boundaries say;
empty where none is loaded. `beyond`: province, metres, error of the line. `?` after a body: on a condition.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from incidents.competence import Beyond, Competence, Local, Plot, Site, Situation, decide, decide_many
from incidents.competence.seed import load_rules, shipped

pytestmark = pytest.mark.django_db

Row = dict[str, str]

NAMES = {
    "10": ("กรุงเทพมหานคร", "Bangkok"),
    "20": ("ชลบุรี", "Chon Buri"),
    "21": ("ระยอง", "Rayong"),
    "24": ("ฉะเชิงเทรา", "Chachoengsao"),
    "25": ("ปราจีนบุรี", "Prachin Buri"),
    "30": ("นครราชสีมา", "Nakhon Ratchasima"),
}
_FILE = Path(__file__).parent.parent / "data" / "competence" / "cases.csv"
with _FILE.open(encoding="utf-8") as file:
    CASES: list[Row] = list(csv.DictReader(file))


@pytest.fixture(autouse=True)
def rules(db: None) -> None:
    load_rules()


def situation(row: Row) -> Situation:
    """The left half of a line of the table."""
    return Situation(
        row["province"],
        *NAMES[row["province"]],
        on=date.fromisoformat(row["on"] or "2026-03-12"),
        category=row["category"],
        emergency=bool(row["emergency"]),
        site=_site(row["site"].split()),
        beyond=_beyond(row["beyond"].split()),
        plots=tuple(Plot(kind, "ลานทดสอบ", "Test Ground") for kind in row["ground"].split() if kind != "none"),
        local=_local(row["local"], row["province"]),
    )


def _site(words: list[str]) -> Site | None:
    if words == ["-"]:
        return None
    kind, *rest = words
    known = {"pio", "diw", "ieat", "zone", "said"}
    said, facts = known & set(rest), [word for word in rest if word not in known]
    factory_class = int(facts[0]) if facts and facts[0] != "?" else None
    issuer = next(iter(said & {"pio", "diw", "ieat"}), "")
    return Site(kind, factory_class, tuple(map(_type, facts[1:])), issuer, "zone" in said, "said" in said)


def _type(text: str) -> tuple[int, int | None]:
    number, _, item = text.rstrip(")").partition("(")
    return int(number), int(item) if item else None


def _beyond(words: list[str]) -> Beyond | None:
    return Beyond(words[0], *NAMES[words[0]], *map(float, words[1:])) if words else None


def _local(kind: str, province: str) -> Local | None:
    if not kind or kind == "sao":
        return Local("sao") if kind else None
    return Local(kind, f"lg-{province}001", "เทศบาลทดสอบ", "Test Municipality")


def beside(found: Competence) -> str:
    """The right half as the table writes it."""
    return "; ".join(f"{s.office} {s.role}{' ?' if s.condition_th else ''}" for s in found.supporting)


def test_the_table_holds_sixty_cases_and_more() -> None:
    assert len(CASES) >= 60
    assert len({row["case"] for row in CASES}) == len(CASES)


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["case"])
def test_the_table_of_competence(row: Row) -> None:
    found = decide(situation(row))
    assert (found.lead, found.role, found.rule) == (row["lead"], row["role"], row["rule"])
    assert found.ground.th == shipped()["grounds"][row["legal"]]["th"]
    assert beside(found) == row["beside"]
    assert "{" not in found.reason_th + found.reason_en


def test_one_at_a_time_and_all_at_once_agree() -> None:
    situations = [situation(row) for row in CASES]
    assert decide_many(situations) == [decide(one) for one in situations]


def test_every_rule_wins_somewhere_in_the_table() -> None:
    assert {row["rule"] for row in CASES} == {rule["rule"] for rule in shipped()["rules"]}
