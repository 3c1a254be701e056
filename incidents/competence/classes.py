"""Rules by the factory's class (จำพวก), and for nuisance where no class is known."""

from datetime import date

from incidents.competence import grounds, reasons
from incidents.competence.bodies import (
    BMA_NUISANCE,
    DIW_TECHNICAL,
    LOCAL_IF,
    fixed,
    local_if_nuisance,
    maybe_estate,
    province_office,
)
from incidents.competence.conditions import bangkok, both, factory_class, issuer, nuisance
from incidents.competence.rule import Rule
from incidents.competence.situation import Role, Situation, Support

# B.E. 2552; the day is in no source we have.
HANDED_OVER = date(2009, 1, 1)


def _class_3_beside(s: Situation) -> tuple[Support, ...]:
    """DIW for waste treatment and recycling (types 101, 105, 106)."""
    waste = s.site is not None and s.site.has_type(101, 105, 106)
    return (*((DIW_TECHNICAL,) if waste else ()), *local_if_nuisance(s), *maybe_estate(s))


CLASS_RULES = (
    Rule(
        id="bangkok-class-3",
        applies=both(bangkok, factory_class(3)),
        lead=fixed("diw"),
        role=Role.REGULATOR,
        ground=grounds.FACTORY,
        reason=reasons.BANGKOK_CLASS_3,
        verified=False,
        source="5, K",
        beside=lambda s: (BMA_NUISANCE, *maybe_estate(s)),
    ),
    Rule(
        id="bangkok-class-1-2",
        applies=both(bangkok, factory_class(1, 2)),
        lead=fixed("bma"),
        role=Role.LOCAL_GOVERNMENT,
        ground=grounds.LOCAL,
        reason=reasons.BANGKOK_CLASS_1_2,
        verified=True,
        source="5, S27, S28",
        beside=lambda s: (DIW_TECHNICAL, *maybe_estate(s)),
        since=HANDED_OVER,
    ),
    Rule(
        id="bangkok-nuisance",
        applies=both(bangkok, nuisance),
        lead=fixed("bma"),
        role=Role.LOCAL_GOVERNMENT,
        ground=grounds.LOCAL,
        reason=reasons.BANGKOK_NUISANCE,
        verified=True,
        source="5, S27",
        beside=lambda s: (DIW_TECHNICAL, *maybe_estate(s)),
        since=HANDED_OVER,
    ),
    Rule(
        id="province-class-3-central",
        applies=both(factory_class(3), issuer("diw")),
        lead=province_office,
        role=Role.REGULATOR,
        ground=grounds.FACTORY,
        reason=reasons.CLASS_3_CENTRAL,
        verified=False,
        source="5, C for the prefix",
        beside=lambda s: (DIW_TECHNICAL, *local_if_nuisance(s), *maybe_estate(s)),
    ),
    Rule(
        id="province-class-3",
        applies=both(factory_class(3), issuer("pio")),
        lead=province_office,
        role=Role.REGULATOR,
        ground=grounds.FACTORY,
        reason=reasons.CLASS_3,
        verified=True,
        source="5, 1.3: the number says that the provincial office issued the licence",
        beside=_class_3_beside,
    ),
    Rule(
        id="province-class-3-unclear",
        applies=factory_class(3),
        lead=province_office,
        role=Role.REGULATOR,
        ground=grounds.FACTORY,
        reason=reasons.CLASS_3_UNCLEAR,
        verified=False,
        source="5, C",
        beside=_class_3_beside,
    ),
    Rule(
        id="province-class-1-2",
        applies=factory_class(1, 2),
        lead=province_office,
        role=Role.REGULATOR,
        ground=grounds.LOCAL,
        reason=reasons.CLASS_1_2,
        verified=False,
        source="5, S27; boundaries of municipalities not loaded",
        beside=lambda s: (LOCAL_IF, *maybe_estate(s)),
        since=HANDED_OVER,
    ),
    Rule(
        id="province-nuisance",
        applies=nuisance,
        lead=province_office,
        role=Role.REGULATOR,
        ground=grounds.LOCAL,
        reason=reasons.NUISANCE,
        verified=False,
        source="5, S27; boundaries of municipalities not loaded",
        beside=lambda s: (LOCAL_IF, *maybe_estate(s)),
        since=HANDED_OVER,
    ),
)
