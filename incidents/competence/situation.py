"""What a competence rule may look at, and what it answers. Immutable, no Django."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from geo.coordinates import LonLat

BANGKOK = "10"
NUISANCES = frozenset({"pm25_dust_smoke", "odour", "noise_vibration", "wastewater"})
OF_THE_PLACE = frozenset({"waste_dumping", "cane_burning"})
"""Subjects that belong where they were found, wherever the site stands that they came from."""
NEAR_BORDER_M = 2_000.0


@dataclass(frozen=True, slots=True)
class Ground:
    """A law or an arrangement that a rule rests on, in both languages."""

    th: str
    en: str


class Role(StrEnum):
    """What a body is there for. The values are stored and published."""

    REGULATOR = "regulator"
    LOCAL_GOVERNMENT = "local_government"
    MINERAL_OFFICER = "mineral_officer"
    STANDARDS = "standards"
    CANE_AND_SUGAR = "cane_and_sugar"
    COMMAND = "incident_command"
    RADIATION = "radiation_safety"
    ENERGY = "energy_safety"
    CONDUCT = "conduct"
    SORTING = "sorting"
    TECHNICAL = "technical_support"
    INFORMED = "informed"
    BEYOND_BORDER = "beyond_border"


@dataclass(frozen=True, slots=True)
class Site:
    """The facility a report is presumed to be about, in the terms the rules need.

    `types` holds (type, sub-item or None), such as (3, 1). `issuer` is who gave the licence according to its
    number: `diw`, `pio`, `ieat` or empty where the number does not say. `zone` means the ข prefix;
    `estate` that a number or a name speaks of an estate without proving that it is IEAT's.
    """

    kind: str
    factory_class: int | None = None
    types: tuple[tuple[int, int | None], ...] = ()
    issuer: str = ""
    zone: bool = False
    estate: bool = False

    def has_type(self, *wanted: int) -> bool:
        """True if one of its activities is of one of these types."""
        return any(number in wanted for number, _ in self.types)


@dataclass(frozen=True, slots=True)
class Beyond:
    """The province on the other side of the nearest province border. `error_m`: how far the drawn line may be off."""

    code: str
    name_th: str
    name_en: str
    distance_m: float
    error_m: float = 0.0

    @property
    def matters(self) -> bool:
        """Near enough that the place may belong to the other side, or that people there are touched."""
        return self.distance_m <= max(NEAR_BORDER_M, self.error_m)


@dataclass(frozen=True, slots=True)
class Plot:
    """Whose ground it is: an estate, zone, park or promotion zone, or the concession of a mine."""

    kind: str
    name_th: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Local:
    """The local government of a place. `kind` as in `geo.models.LocalKind`, or `unknown` where none is loaded."""

    kind: str = "unknown"
    office: str = "local"
    name_th: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything the answer depends on. `category` is empty for the general question "who is responsible here".

    `at` is where the ground is looked up: the presumed site, else the place. `plots` and `local` state what stands
    there without looking; None means: look at `at`, and without that, nothing is known.
    """

    province_code: str
    province_th: str
    province_en: str
    on: date
    category: str = ""
    emergency: bool = False
    site: Site | None = None
    beyond: Beyond | None = None
    district_code: str = ""
    subdistrict_code: str = ""
    at: LonLat | None = None
    plots: tuple[Plot, ...] | None = None
    local: Local | None = None

    @property
    def of_the_place(self) -> bool:
        """The place decides and no site moves it: what lies there, or whoever commands there."""
        return self.emergency or self.category in OF_THE_PLACE

    @property
    def in_bangkok(self) -> bool:
        return self.province_code == BANGKOK

    @property
    def nuisance(self) -> bool:
        return self.category in NUISANCES

    @property
    def factory_class(self) -> int | None:
        """จำพวก of the site; None for a report of an unlicensed factory, which no register entry describes."""
        return None if self.site is None or self.category == "illegal_factory" else self.site.factory_class


@dataclass(frozen=True, slots=True)
class Support:
    """A body beside the lead. The condition is empty where it always takes part."""

    office: str
    role: Role
    ground: Ground
    condition_th: str = ""
    condition_en: str = ""


@dataclass(frozen=True, slots=True)
class WouldChange:
    """Something that would make another body lead: a code, the words for it, and the office that would."""

    what: str
    th: str
    en: str
    lead: str


@dataclass(frozen=True, slots=True)
class Competence:
    """Who leads, why, and who stands beside. `verified` is False where no source confirms the rule.

    `plots` and `local` are what the ground was found to be.
    """

    lead: str
    role: Role
    ground: Ground
    rule: str
    reason_th: str
    reason_en: str
    verified: bool
    supporting: tuple[Support, ...] = field(default=())
    rule_version: int = 1
    would_change: tuple[WouldChange, ...] = ()
    plots: tuple[Plot, ...] = ()
    local: Local = Local()
