"""The bodies a rule names: leads by place, and those that stand beside."""

from incidents.competence import grounds
from incidents.competence.grounds import Ground
from incidents.competence.rule import Beside, Office
from incidents.competence.situation import BANGKOK, Role, Situation, Support

DIW_TECHNICAL = Support("diw", Role.TECHNICAL, grounds.FACTORY)
BMA_NUISANCE = Support("bma", Role.LOCAL_GOVERNMENT, grounds.LOCAL)
DPIM_BESIDE = Support("dpim", Role.TECHNICAL, grounds.MINERALS)
ENERGY = Support("energy", Role.ENERGY, grounds.FUEL)

# We hold no boundaries of municipalities, so that their part in it stays a condition.
LOCAL_IF = Support(
    "local",
    Role.LOCAL_GOVERNMENT,
    grounds.LOCAL,
    "หากที่เกิดเหตุอยู่ในเขตเทศบาลหรือเมืองพัทยา",
    "if the place lies in a municipality or Pattaya",
)
IEAT_IF = Support(
    "ieat",
    Role.REGULATOR,
    grounds.ESTATE,
    "หากสถานประกอบการอยู่ในนิคมอุตสาหกรรมของ กนอ.",
    "if the site stands in an estate of the IEAT",
)


def office_of(province_code: str) -> str:
    """The provincial industry office; in Bangkok, which has none, DIW itself."""
    return "diw" if province_code == BANGKOK else f"pio-{province_code}"


def province_office(s: Situation) -> str:
    """That of the place."""
    return office_of(s.province_code)


def fixed(office: str) -> Office:
    """The same office everywhere."""
    return lambda s: office


def everywhere(*supports: Support) -> Beside:
    """The same supporting bodies everywhere."""
    return lambda s: supports


def told(s: Situation, ground: Ground = grounds.FACTORY) -> tuple[Support, ...]:
    """The body of the place, which is told of it: BMA in Bangkok, the provincial industry office elsewhere."""
    office = "bma" if s.in_bangkok else f"pio-{s.province_code}"
    return (Support(office, Role.INFORMED, ground),)


def maybe_estate(s: Situation) -> tuple[Support, ...]:
    """IEAT on condition, where a number or a name speaks of an estate that may be a zone or park of others."""
    return (IEAT_IF,) if s.site is not None and s.site.estate else ()


def local_if_nuisance(s: Situation) -> tuple[Support, ...]:
    """Local government on condition, for the checks that were handed to it."""
    return (LOCAL_IF,) if s.nuisance else ()
