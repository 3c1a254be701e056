"""The rules that ship with the product: read from data/competence_rules.yaml and stored where they are missing."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from incidents.models import CompetenceRule, CompetenceSupport, LegalGround

_FILE = Path(__file__).parent.parent / "data" / "competence_rules.yaml"
_STEP = 10
"""Between positions, so that a rule can be put between two others."""

LISTS = (
    "areas",
    "not_areas",
    "categories",
    "not_categories",
    "kinds",
    "classes",
    "types",
    "issuers",
    "grounds_kinds",
    "local_kinds",
)
_PLAIN = ("rule", "lead", "role", "verified", "source", "in_general", "emergency")

Columns = dict[str, Any]


@cache
def shipped() -> dict[str, Any]:
    """The file: `grounds`, `bodies` and `rules`, in its order."""
    with _FILE.open(encoding="utf-8") as file:
        return dict(yaml.safe_load(file))


@transaction.atomic
def load_rules() -> int:
    """Store the legal grounds and rules that are missing, as version 1; how many rules the file has.

    A rule of which any version is stored stays as it is: administrators edit them, and this runs at every start.
    """
    LegalGround.objects.bulk_create(
        [LegalGround(code=code, text_th=said["th"], text_en=said["en"]) for code, said in shipped()["grounds"].items()],
        ignore_conflicts=True,
    )
    there = set(CompetenceRule.objects.values_list("rule", flat=True))
    missing = [(n, row) for n, row in enumerate(shipped()["rules"], 1) if row["rule"] not in there]
    rules = CompetenceRule.objects.bulk_create([_rule(row, n * _STEP) for n, row in missing])
    beside = zip(rules, missing, strict=True)
    CompetenceSupport.objects.bulk_create([body for rule, (_, row) in beside for body in _beside(rule, row)])
    return len(shipped()["rules"])


def _rule(row: Columns, position: int) -> CompetenceRule:
    said, plain = row["reason"], {name: row[name] for name in _PLAIN if name in row}
    return CompetenceRule(
        position=position,
        valid_from=row.get("from"),
        valid_to=row.get("until"),
        ground_id=row["ground"],
        reason_th=said["th"],
        reason_en=said["en"],
        written_by="load_reference",
        **plain,
        **_lists(row),
    )


def _beside(rule: CompetenceRule, row: Columns) -> list[CompetenceSupport]:
    bodies = [_body(named) for named in row.get("beside", ())]
    return [
        CompetenceSupport(
            rule=rule,
            position=n * _STEP,
            office=body["office"],
            role=body["role"],
            ground_id=body["ground"],
            emergency=body.get("emergency"),
            said_th=body.get("said", {}).get("th", ""),
            said_en=body.get("said", {}).get("en", ""),
            **_lists(body),
        )
        for n, body in enumerate(bodies, 1)
    ]


def _body(named: str | Columns) -> Columns:
    """A body by its name in the file, or written out, or by its name with something added."""
    if isinstance(named, str):
        return dict(shipped()["bodies"][named])
    return {**shipped()["bodies"].get(named.get("use", ""), {}), **named}


def _lists(row: Columns) -> Columns:
    return {name: list(row.get(name, ())) for name in LISTS}
