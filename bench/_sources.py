"""An invented district with a register of it, and reports whose source is known. Pure, equal for equal seeds.

It is made so as not to mirror the model that is measured with it (`incidents.ranking`):

- Errors are not Student's t. Of the places given, 80 % err by the stated radius (uniformly over a disc, not normally),
  17 % by a log-normal multiple of it, and 3 % are gross: another village, a head office.
- What a type of factory truly causes is the shipped table perturbed: every figure multiplied by log-normal noise, one
  type in six dealt at random, and every site with a habit of its own, heavy-tailed.
- The register's status is wrong for one site in twelve; what a status truly means differs from the model's figures.
- Sources without a licence stand among the others, mostly at the edge of clusters, not evenly over the land as the
  model has it.
- People notice things at log-normal distances, up to one and a half times as far as the category says, or stand at
  the gate. The wind turns by Laplace angles, is misread by a station some way off, and a quarter of what is
  noticed pays no heed to it.
- Names in texts are misspelt, cut, given without their legal form, and now and then are those of the wrong site.
"""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from _truth import common_types, noticed, perturbed

from facilities.models import Kind, Status
from facilities.new_facility import NewActivity, NewFacility, NewFactory, NewLicence
from fixtures import bulk_names
from geo.coordinates import LonLat
from geo.models import PositionMethod

_HALF_SIDE_M = 7_000.0
_START = datetime(2026, 1, 5, tzinfo=UTC)
_APART = timedelta(hours=9)
"""Between reports, so that each has its own wind."""

CARRIED = ("odour", "pm25_dust_smoke", "fire_explosion", "gas_leak", "hazardous_substance", "cane_burning")
_UNLICENSED = {"illegal_factory": 0.45, "waste_dumping": 0.35, "cane_burning": 0.75, "radiation": 0.3}
_UNLICENSED_ELSE = 0.1
_TRULY = {"operating": 1.0, "licensed": 0.2, "stopped": 0.25, "suspended": 0.35, "closed": 0.2, "struck_off": 0.06}
_STATUSES = {"operating": 40, "licensed": 5, "stopped": 5, "suspended": 1, "closed": 2, "struck_off": 47}
_WORDS = {
    "odour": "กลิ่นเหม็นมากตอนกลางคืน แสบจมูก",
    "pm25_dust_smoke": "ควันดำและฝุ่นฟุ้งเต็มหมู่บ้าน",
    "wastewater": "น้ำในคลองเป็นสีดำมีฟอง ปลาตาย",
    "noise_vibration": "เสียงเครื่องจักรดังทั้งคืน บ้านสั่น",
    "fire_explosion": "ไฟไหม้ ได้ยินเสียงระเบิด",
}

Point = tuple[float, float]
"""East and north of the district's middle, metres."""


@dataclass(frozen=True, slots=True)
class Site:
    """What truly stands somewhere. `new` is what the register says of it, None for one it does not know."""

    key: str
    at: Point
    kind: str
    type_code: int
    activity: float
    habit: float
    new: NewFacility | None
    called: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A wind reading at a station."""

    place: LonLat
    at: datetime
    from_degrees: float
    speed_ms: float


@dataclass(frozen=True, slots=True)
class Told:
    """A report and the key of its source, None for one that no register knows."""

    category: str
    place: LonLat
    error_m: float | None
    description: str
    at: datetime
    source: str | None
    wind: Reading | None


class District:
    """A square of 14 km with its sites. `number` keeps the keys of several apart."""

    def __init__(self, middle: LonLat, seed: int, *, sites: int = 900, number: int = 0) -> None:
        """All chance comes from `seed`."""
        self._middle, self._number = middle, number
        self._draw = random.Random(f"district {seed}")
        self._truth = perturbed(random.Random(f"truth {seed}"))
        self._clusters = [self._anywhere(0.75) for _ in range(9)]
        self.sites = [self._site(f"{number}-{place}") for place in range(sites)]
        self._hidden = [self._unlicensed(f"u{number}-{place}") for place in range(sites // 12)]
        self._offered: dict[tuple[str, bool], tuple[list[Site], list[float]]] = {}

    def reports(self, count: int, *, first: int = 0) -> Iterator[Told]:
        """So many, the categories in turn; `first` numbers them on, so that times stay apart."""
        names = sorted({category for category, _, _ in self._truth})
        for place in range(count):
            yield self._report(names[place % len(names)], _START + (first + place) * _APART)

    def _report(self, category: str, at: datetime) -> Told:
        hidden = self._draw.random() < _UNLICENSED.get(category, _UNLICENSED_ELSE)
        source = self._source(category, hidden)
        wind = self._wind(at) if self._draw.random() < 0.6 else None
        stands = self._noticed_from(source.at, category, wind)
        stated = self._draw.choices([None, 8.0, 25.0, 80.0, 400.0, 1_200.0], [12, 30, 28, 15, 10, 5])[0]
        pin = self._off(stands, 120.0 if stated is None else stated)
        words = self._words(category, source)
        return Told(category, self._lonlat(pin), stated, words, at, source.new and source.key, wind)

    def _source(self, category: str, hidden: bool) -> Site:
        if (category, hidden) not in self._offered:
            offered = self._hidden if hidden else self.sites
            self._offered[category, hidden] = (offered, [self._rate(site, category) for site in offered])
        offered, rates = self._offered[category, hidden]
        return self._draw.choices(offered, rates)[0]

    def _rate(self, site: Site, category: str) -> float:
        truth = self._truth.get((category, site.kind, site.type_code), self._truth.get((category, site.kind, 0), 0.1))
        return (truth + 0.003) * site.activity * site.habit

    def _noticed_from(self, source: Point, category: str, wind: Reading | None) -> Point:
        if self._draw.random() < 0.4:
            return self._disc(source, 140.0)
        reach = noticed()[category]
        metres = min(self._draw.lognormvariate(math.log(reach / 6), 0.8), 1.5 * reach)
        angle = self._draw.uniform(0, 360)
        if wind is not None and category in CARRIED and wind.speed_ms > 0.5 and self._draw.random() < 0.75:
            angle = wind.from_degrees + 180 + self._laplace(24) + self._laplace(10)
        return self._moved(source, angle, metres)

    def _wind(self, at: datetime) -> Reading:
        """As the station says; the true one at the place differs by a second draw in `_noticed_from`."""
        station = self._lonlat(self._disc((0.0, 0.0), 15_000))
        minutes = self._draw.uniform(-50, 100)
        return Reading(
            station, at - timedelta(minutes=minutes), self._draw.uniform(0, 360), self._draw.gammavariate(2, 1.1)
        )

    def _words(self, category: str, source: Site) -> str:
        words = _WORDS.get(category, "มีปัญหามานาน ชาวบ้านเดือดร้อน ขอให้มาตรวจสอบ")
        chance = self._draw.random()
        if chance < 0.13 and source.called:
            return f"{words} น่าจะมาจาก {self._misspelt(source.called)} ใกล้บ้าน"
        if chance < 0.16:
            near = min(self._draw.sample(self.sites, 40), key=lambda site: math.dist(site.at, source.at))
            return f"{words} แถว {self._misspelt(near.called)}"
        if chance < 0.22 and source.new is None:
            return f"{words} เป็นโกดังไม่มีป้าย"
        return words

    def _misspelt(self, called: str) -> str:
        """Cut to its beginning, without marks, with letters lost, doubled or taken for others."""
        if self._draw.random() < 0.35:
            called = called[: max(8, int(len(called) * self._draw.uniform(0.55, 0.9)))]
        letters = [letter for letter in called if letter not in "์่้" or self._draw.random() < 0.6]
        for _ in range(self._draw.choice((0, 0, 1, 1, 2))):
            letters[self._draw.randrange(len(letters))] = self._draw.choice(("", "ร", "ล", "ณ", "ษ"))
        return "".join(letters)

    def _site(self, key: str) -> Site:
        at = self._disc(self._draw.choice(self._clusters), 900.0) if self._draw.random() < 0.7 else self._anywhere(1.0)
        kind = self._draw.choices([Kind.FACTORY, Kind.SME, Kind.MINE, Kind.SEIZED], [90, 6, 3.5, 0.5])[0]
        type_code = self._draw.choice(common_types()) if kind == Kind.FACTORY else 0
        truly = self._draw.choices(list(_STATUSES), list(_STATUSES.values()))[0]
        said = truly if self._draw.random() > 1 / 12 else self._draw.choice(list(_STATUSES))
        habit = self._draw.lognormvariate(0, 1.1)
        named = bulk_names.called(self._draw)
        new = self._registered(key, at, Kind(kind), type_code, Status(said), named)
        return Site(key, at, str(kind), type_code, _TRULY[truly], habit, new, named.site_th)

    def _unlicensed(self, key: str) -> Site:
        """At the edge of a cluster, or somewhere."""
        edge = self._moved(
            self._draw.choice(self._clusters), self._draw.uniform(0, 360), self._draw.uniform(500, 2_500)
        )
        at = edge if self._draw.random() < 0.7 else self._anywhere(1.0)
        habit = self._draw.lognormvariate(0, 1.1)
        return Site(key, at, str(Kind.FACTORY), self._draw.choice(common_types()), 1.0, habit, None)

    def _registered(
        self, key: str, at: Point, kind: Kind, type_code: int, status: Status, named: bulk_names.Called
    ) -> NewFacility:
        method, radius = self._draw.choices(
            [(PositionMethod.STATED, 50.0), (PositionMethod.STATED, 150.0), (PositionMethod.CENTROID, 3_000.0)],
            [55, 25, 20],
        )[0]
        stated = self._centroid(at) if method == PositionMethod.CENTROID else self._off(at, radius)
        return NewFacility(
            kind=kind,
            status=status,
            source="bench",
            source_key=key,
            name_th=named.site_th if self._draw.random() < 0.7 else "",
            operator_th=named.operator_th,
            position=self._lonlat(stated),
            position_method=method,
            position_source="bench",
            error_radius_m=radius,
            province_code="25",
            licences=(NewLicence(f"จ3-{type_code or 1}-{key.replace('-', '')}/51ปจ"),),
            activities=(NewActivity(type_code, None),) if type_code else (),
            factory=NewFactory(factory_class=3) if kind == Kind.FACTORY else None,
        )

    def _centroid(self, at: Point) -> Point:
        """The middle of its subdistrict: one place for all of a square of 4.7 km."""
        side = _HALF_SIDE_M * 2 / 3
        east, north = ((math.floor(one / side + 0.5)) * side for one in at)
        return east, north

    def _off(self, at: Point, radius: float) -> Point:
        chance = self._draw.random()
        if chance < 0.80:
            return self._disc(at, radius)
        if chance < 0.97:
            return self._moved(at, self._draw.uniform(0, 360), radius * self._draw.lognormvariate(0.3, 0.7))
        return self._moved(at, self._draw.uniform(0, 360), self._draw.uniform(1_500, 6_000))

    def _anywhere(self, part: float) -> Point:
        side = _HALF_SIDE_M * part
        return self._draw.uniform(-side, side), self._draw.uniform(-side, side)

    def _disc(self, middle: Point, radius: float) -> Point:
        return self._moved(middle, self._draw.uniform(0, 360), radius * math.sqrt(self._draw.random()))

    def _laplace(self, scale: float) -> float:
        return self._draw.expovariate(1 / scale) * self._draw.choice((-1, 1))

    @staticmethod
    def _moved(at: Point, angle: float, metres: float) -> Point:
        return at[0] + metres * math.sin(math.radians(angle)), at[1] + metres * math.cos(math.radians(angle))

    def _lonlat(self, at: Point) -> LonLat:
        lat = self._middle.lat + at[1] / 110_600
        return LonLat(
            round(self._middle.lon + at[0] / (111_320 * math.cos(math.radians(self._middle.lat))), 6), round(lat, 6)
        )
