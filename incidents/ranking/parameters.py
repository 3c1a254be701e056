"""The numbers of the model. Judgement, adjusted on invented reports (`script/bench attribution-quality --tune`). Pure.

None of them was measured on real cases: there are no confirmed ones yet. `/incidents/accuracy/` collects them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_UNLICENSED: Mapping[str, float] = MappingProxyType(
    {
        "cane_burning": 0.8,
        "illegal_factory": 0.4,
        "waste_dumping": 0.45,
        "radiation": 0.3,
        "staff_conduct": 0.2,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """What tuning may change. Lengths are metres."""

    near_share: float = 0.65
    """Of the reports, those placed at the source itself and not where it was noticed."""

    base_m: float = 70.0
    """Nobody points at the exact edge of a site, however good the device."""

    noticed_spread: float = 0.22
    """The spread of places from which a thing is noticed, as a part of how far it is noticed at most."""

    degrees_of_freedom: float = 8.0
    """Of Student's t: stated radii are sometimes far too small, so the tail is heavier than the normal one."""

    unstated_m: float = 150.0
    unstated_site_m: float = 300.0
    wind_trust: float = 0.8
    wind_spread_degrees: float = 30.0

    unlicensed: float = 0.2
    """Of the reports of a neighbourhood, those about a source in no register; the next has those of some subjects."""

    unlicensed_of: Mapping[str, float] = field(default_factory=lambda: _UNLICENSED)
    unlicensed_per_km2: float = 0.01
    """Where no site stands: such reports on a square kilometre, as a part of those about one average operating site.

    71,012 operating factories (domain notes 1.4) on 513,120 km² make 0.14 to the square kilometre; one report in five
    about a source in no register would be 0.035 if such sources stood evenly, and they stand where the others do.
    """

    def odds(self, category: str) -> float:
        """Reports about a source in no register, for one about a registered site."""
        share = self.unlicensed_of.get(category, self.unlicensed)
        return share / (1.0 - share)


DEFAULTS = Parameters()
