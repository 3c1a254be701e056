"""Rules that follow from what stands there: estates, quarries, mines, industrial zones."""

from incidents.competence import grounds, reasons
from incidents.competence.bodies import (
    BMA_NUISANCE,
    DIW_TECHNICAL,
    DPIM_BESIDE,
    everywhere,
    fixed,
    province_office,
    told,
)
from incidents.competence.conditions import bangkok, both, crushing, issuer, mining, site
from incidents.competence.rule import Rule
from incidents.competence.situation import Role, Support

SITE_RULES = (
    Rule(
        id="estate-factory",
        applies=both(issuer("ieat"), lambda s: s.category != "mining"),
        lead=fixed("ieat"),
        role=Role.REGULATOR,
        ground=grounds.ESTATE,
        reason=reasons.ESTATE,
        verified=True,
        source="5, S20, S26",
        beside=lambda s: (DIW_TECHNICAL, *told(s, grounds.ESTATE)),
    ),
    Rule(
        id="stone-crushing",
        applies=crushing,
        lead=province_office,
        role=Role.REGULATOR,
        ground=grounds.FACTORY,
        reason=reasons.CRUSHING,
        verified=False,
        source="5, K",
        beside=everywhere(DPIM_BESIDE),
    ),
    Rule(
        id="mine-bangkok",
        applies=both(bangkok, mining),
        lead=fixed("dpim"),
        role=Role.MINERAL_OFFICER,
        ground=grounds.MINERALS,
        reason=reasons.MINE_BANGKOK,
        verified=False,
        source="5, K",
        beside=everywhere(Support("bma", Role.INFORMED, grounds.MINERALS)),
    ),
    Rule(
        id="mine",
        applies=mining,
        lead=province_office,
        role=Role.MINERAL_OFFICER,
        ground=grounds.MINERALS,
        reason=reasons.MINE,
        verified=False,
        source="5, S17 for the officer, K for the rest",
        beside=everywhere(DPIM_BESIDE),
    ),
    Rule(
        id="zone-factory",
        applies=site(lambda site: site.zone),
        lead=province_office,
        role=Role.REGULATOR,
        ground=grounds.ZONE,
        reason=reasons.ZONE,
        verified=True,
        source="5, S24, S25",
        beside=lambda s: (BMA_NUISANCE,) if s.in_bangkok else (DIW_TECHNICAL,),
    ),
)
