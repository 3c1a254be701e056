"""One site out of what several sources say of it, and what officers corrected. Pure.

Field by field the source of the highest precedence that states it wins, then the licence on which most goes on, then
a stated day before none, and the later day. What goes together (an area with its codes, a point with how it was found)
is taken together.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from facilities.models import Kind, Status
from facilities.new_facility import NewCertificate, NewFacility, NewFactory, NewLicence, NewMine, NewSme
from facilities.registration import parse
from geo.coordinates import LonLat
from geo.models import PositionMethod

_ALIVE = {status: place for place, status in enumerate(Status)}
_WEAK = (PositionMethod.CENTROID, PositionMethod.GEOCODED)
_TEXTS = ("name_th", "name_en", "operator_th", "address_th", "estate_name_th", "site_key")
_AREA = ("subdistrict_th", "district_th", "province_th", "subdistrict_code", "province_code")
_PLACE = ("position", "position_source", "position_method", "error_radius_m", "position_raw")
_CORRECTABLE = frozenset({*_TEXTS, *_AREA, "kind", "status"})


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one record of a source says. `precedence` is its profile's: higher wins.

    `said_on` is the day the row itself states: None where that cannot be read or had not come yet. `loaded_on` tells
    apart only rows that state no day.
    """

    source: str
    said_on: date | None
    new: NewFacility
    precedence: int = 0
    loaded_on: date | None = None

    @property
    def day(self) -> date | None:
        """The day stated, else that of the load."""
        return self.said_on or self.loaded_on


def resolve(opinions: Sequence[Opinion], corrections: Mapping[str, Any]) -> NewFacility:
    """The site. `opinions` are one or more; a correction of a field wins over all of them.

    Size is the sum over the licences that are not struck off, class the highest of them, types the union. The status
    is the one on which most goes on. A centroid is no statement: any stated position goes before it.
    """
    ranked = [opinion.new for opinion in sorted(opinions, key=_rank)]
    licences = _licences(ranked)
    site = {
        **{name: _first(ranked, name) for name in _TEXTS},
        **_together(ranked, _AREA, lambda new: bool(new.subdistrict_th or new.province_th or new.province_code)),
        **_together(sorted(ranked, key=_is_weak), _PLACE, lambda new: new.position is not None),
        "kind": ranked[0].kind,
        "status": _site_status(licences, ranked),
        "footprint": _first(ranked, "footprint"),
        "licences": licences,
        "certificates": _certificates(ranked),
        "activities": tuple(dict.fromkeys(item for new in _living(ranked) for item in new.activities)),
        "factory": _factory(ranked, licences),
        "mine": _details(ranked, "mine", NewMine),
        "sme": _details(ranked, "sme", NewSme),
    }
    return replace(ranked[0], **(site | corrected(corrections)))


def corrected(corrections: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a `NewFacility` that officers' corrections fix; a position brings all that belongs to it."""
    found = {name: value for name, value in corrections.items() if name in _CORRECTABLE}
    if "kind" in found:
        found["kind"] = Kind(found["kind"])
    if "status" in found:
        found["status"] = Status(found["status"])
    if place := corrections.get("position"):
        found |= {
            "position": LonLat(place["lon"], place["lat"]),
            "position_method": PositionMethod.HAND,
            "error_radius_m": place["error_radius_m"],
            "position_source": place.get("position_source", "")[:80],
        }
    return found


def _rank(opinion: Opinion) -> tuple[int, int, bool, int, str]:
    day = opinion.day.toordinal() if opinion.day else 0
    undated = opinion.said_on is None
    return (-opinion.precedence, _ALIVE[opinion.new.status], undated, -day, opinion.new.source_key)


def _is_weak(new: NewFacility) -> bool:
    return new.position_method in _WEAK


def _first(ranked: Iterable[Any], name: str) -> Any:
    """The first that is stated; else what the first one has instead."""
    values = [getattr(held, name) for held in ranked]
    return next((value for value in values if _stated(value)), values[0])


def _stated(value: Any) -> bool:
    return value is not None and value != "" and value != () and value != Status.UNKNOWN


def _together(
    ranked: Sequence[NewFacility], names: Sequence[str], states: Callable[[NewFacility], bool]
) -> dict[str, Any]:
    chosen = next((new for new in ranked if states(new)), ranked[0])
    return {name: getattr(chosen, name) for name in names}


def _licences(ranked: Sequence[NewFacility]) -> tuple[NewLicence, ...]:
    """Each registration once, its fields from the sources in their order. Two writings of one number are one."""
    groups: list[list[NewLicence]] = []
    places: dict[str, int] = {}
    for licence in (item for new in ranked for item in new.licences):
        writings = [parse(licence.number).canonical, *filter(None, [licence.fourteen])]
        place = next((places[writing] for writing in writings if writing in places), len(groups))
        if place == len(groups):
            groups.append([])
        groups[place].append(licence)
        places |= {writing: place for writing in writings if writing not in places}
    return tuple(_merged(group) for group in groups)


def _merged[Held: NewLicence | NewCertificate](group: Sequence[Held]) -> Held:
    if len(group) == 1:
        return group[0]
    return replace(group[0], **{item.name: _first(group, item.name) for item in fields(group[0])})


def _certificates(ranked: Sequence[NewFacility]) -> tuple[NewCertificate, ...]:
    groups: dict[str, list[NewCertificate]] = {}
    for held in (item for new in ranked for item in new.certificates):
        groups.setdefault(parse(held.number).canonical, []).append(held)
    return tuple(_merged(group) for group in groups.values())


def _site_status(licences: Sequence[NewLicence], ranked: Sequence[NewFacility]) -> Status:
    stated = [licence.status for licence in licences if licence.status != Status.UNKNOWN]
    return min(stated, key=_ALIVE.__getitem__) if stated else Status(_first(ranked, "status"))


def _living(ranked: Sequence[NewFacility]) -> Sequence[NewFacility]:
    """Those that are not struck off; all where none is left."""
    return [new for new in ranked if new.status != Status.STRUCK_OFF] or ranked


def _factory(ranked: Sequence[NewFacility], licences: Sequence[NewLicence]) -> NewFactory | None:
    factories = [new.factory for new in ranked if new.factory is not None]
    if not factories:
        return None
    counted = [licence for licence in licences if licence.status != Status.STRUCK_OFF] or licences
    classes = [licence.factory_class for licence in counted if licence.factory_class]
    return NewFactory(
        factory_class=max(classes) if classes else _first(factories, "factory_class"),
        activity_th=_first(factories, "activity_th"),
        isic=_first(factories, "isic"),
        horsepower=_sum(counted, "horsepower", factories),
        workers=_sum(counted, "workers", factories),
        capital_baht=_sum(counted, "capital_baht", factories),
    )


def _sum(licences: Sequence[NewLicence], name: str, factories: Sequence[NewFactory]) -> Any:
    stated = [value for licence in licences if (value := getattr(licence, name)) is not None]
    return sum(stated) if stated else _first(factories, name)


def _details[Detail: NewMine | NewSme](ranked: Sequence[NewFacility], name: str, kind: type[Detail]) -> Detail | None:
    held = [detail for new in ranked if (detail := getattr(new, name)) is not None]
    return kind(**{item.name: _first(held, item.name) for item in fields(kind)}) if held else None
