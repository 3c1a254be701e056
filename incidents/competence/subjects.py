"""Rules that follow from what is reported, wherever it is: conduct, emergencies, products, cane, dumped waste."""

from dataclasses import replace

from incidents.competence import grounds, reasons
from incidents.competence.bodies import (
    BMA_NUISANCE,
    DIW_TECHNICAL,
    ENERGY,
    LOCAL_IF,
    fixed,
    province_office,
    told,
)
from incidents.competence.conditions import bangkok, both, category, emergency
from incidents.competence.regulators import REGULATOR_RULES
from incidents.competence.rule import Rule, first_of
from incidents.competence.situation import Role, Situation, Support


def _emergency_beside(s: Situation) -> tuple[Support, ...]:
    """Whoever regulates the place in quiet times supports, with everyone who supports it."""
    quiet = replace(s, category="", emergency=False)
    rule = first_of(REGULATOR_RULES, quiet)
    energy = s.category == "gas_leak" or (s.site is not None and s.site.has_type(91))
    return (
        Support(rule.lead(quiet), rule.role, rule.ground),
        *((ENERGY,) if energy else ()),
        *rule.beside(quiet),
    )


def _radiation_beside(s: Situation) -> tuple[Support, ...]:
    command = Support("bma" if s.in_bangkok else "dpm", Role.COMMAND, grounds.DISASTER)
    return (command, Support(province_office(s), Role.REGULATOR, grounds.FACTORY))


SUBJECT_RULES = (
    Rule(
        id="conduct",
        applies=category("staff_conduct"),
        lead=fixed("moi"),
        role=Role.CONDUCT,
        ground=grounds.COMPLAINTS,
        reason=reasons.CONDUCT,
        verified=False,
        source="complaint_categories",
    ),
    Rule(
        id="radiation",
        applies=category("radiation"),
        lead=fixed("oap"),
        role=Role.RADIATION,
        ground=grounds.NUCLEAR,
        reason=reasons.RADIATION,
        verified=True,
        source="5, S30",
        beside=_radiation_beside,
    ),
    Rule(
        id="emergency-bangkok",
        applies=both(bangkok, emergency),
        lead=fixed("bma"),
        role=Role.COMMAND,
        ground=grounds.DISASTER,
        reason=reasons.EMERGENCY_BANGKOK,
        verified=False,
        source="5, K",
        beside=_emergency_beside,
    ),
    Rule(
        id="emergency-province",
        applies=emergency,
        lead=fixed("dpm"),
        role=Role.COMMAND,
        ground=grounds.DISASTER,
        reason=reasons.EMERGENCY,
        verified=False,
        source="5, K",
        beside=_emergency_beside,
    ),
    Rule(
        id="product-standard",
        applies=category("substandard_product"),
        lead=fixed("tisi"),
        role=Role.STANDARDS,
        ground=grounds.STANDARDS,
        reason=reasons.PRODUCT,
        verified=True,
        source="5, S29",
        beside=lambda s: told(s, grounds.STANDARDS),
    ),
    Rule(
        id="cane-burning",
        applies=category("cane_burning"),
        lead=fixed("ocsb"),
        role=Role.CANE_AND_SUGAR,
        ground=grounds.CANE,
        reason=reasons.CANE,
        verified=False,
        source="5, K",
        beside=lambda s: told(s, grounds.CANE),
    ),
    Rule(
        id="waste-dumping",
        applies=category("waste_dumping"),
        lead=province_office,
        role=Role.REGULATOR,
        ground=grounds.FACTORY,
        reason=reasons.DUMPING,
        verified=False,
        source="complaint_categories",
        beside=lambda s: (BMA_NUISANCE,) if s.in_bangkok else (DIW_TECHNICAL, LOCAL_IF),
    ),
)
