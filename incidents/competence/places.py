"""Rules that always have an answer: by the place alone."""

from incidents.competence import grounds, reasons
from incidents.competence.bodies import (
    BMA_NUISANCE,
    DIW_TECHNICAL,
    LOCAL_IF,
    everywhere,
    fixed,
    maybe_estate,
    province_office,
)
from incidents.competence.conditions import always, bangkok, both, category
from incidents.competence.rule import Rule
from incidents.competence.situation import Role, Support

PLACE_RULES = (
    Rule(
        id="unsorted-bangkok",
        applies=both(bangkok, category("other")),
        lead=fixed("moi"),
        role=Role.SORTING,
        ground=grounds.COMPLAINTS,
        reason=reasons.UNSORTED_BANGKOK,
        verified=False,
        source="complaint_categories",
        beside=everywhere(Support("diw", Role.INFORMED, grounds.FACTORY)),
    ),
    Rule(
        id="unsorted",
        applies=category("other"),
        lead=province_office,
        role=Role.SORTING,
        ground=grounds.COMPLAINTS,
        reason=reasons.UNSORTED,
        verified=False,
        source="complaint_categories",
        beside=everywhere(Support("moi", Role.INFORMED, grounds.COMPLAINTS)),
    ),
    Rule(
        id="bangkok-factory",
        applies=bangkok,
        lead=fixed("diw"),
        role=Role.REGULATOR,
        ground=grounds.FACTORY,
        reason=reasons.BANGKOK_UNKNOWN,
        verified=False,
        source="5, K",
        beside=lambda s: (BMA_NUISANCE, *maybe_estate(s)),
    ),
    Rule(
        id="province-factory",
        applies=always,
        lead=province_office,
        role=Role.REGULATOR,
        ground=grounds.FACTORY,
        reason=reasons.PROVINCE_UNKNOWN,
        verified=False,
        source="5",
        beside=lambda s: (DIW_TECHNICAL, LOCAL_IF, *maybe_estate(s)),
    ),
)
