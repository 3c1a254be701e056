"""The shapes in which the JSON API speaks of facilities."""

from datetime import date
from typing import Any

from ninja import Schema

from facilities import features
from facilities.hazard import SEES_SUBSTANCES
from facilities.models import Facility
from facilities.visibility import PERMISSION
from facilities.written import registrations_of
from geo.layers import Viewer


class FoundItem(Schema):
    """One answer of the search. `score` is 0 to 1; `lon`, `lat` are null when no position is known."""

    id: int
    name_th: str
    name_en: str
    kind: str
    status: str
    registrations: list[str]
    lon: float | None
    lat: float | None
    score: float


class Found(Schema):
    """Answers, best first. `next` is what `after` must be for the following page; null on the last one."""

    items: list[FoundItem]
    next: int | None


class LicenceDetail(Schema):
    """A number with what it says; `problems` are stable codes, `types` five-digit codes as numbers (906 is 9(6))."""

    number: str
    fourteen: str
    eleven: str
    form: str
    issuer: str
    year_be: int | None
    issued_on: date | None
    expires_on: date | None
    holder_th: str
    status: str
    factory_class: int | None
    types: list[int]
    activity_th: str
    horsepower: float | None
    workers: int | None
    capital_baht: float | None
    problems: list[str]


class CertificateDetail(Schema):
    """A product certificate: `scheme` is tis, tis_s or tcps."""

    scheme: str
    number: str
    standard: str
    scope_th: str
    holder_th: str
    issued_on: date | None
    expires_on: date | None
    source: str


class SubstanceDetail(Schema):
    """A hazardous substance held there, with its source and day."""

    name_th: str
    name_en: str
    cas_number: str
    un_number: str
    quantity: float | None
    unit: str
    source: str
    as_of: date | None


class Activity(Schema):
    """A factory type 1..107 with its sub-item."""

    type_code: int
    sub_item: int | None
    name_th: str
    name_en: str


class Detail(Schema):
    """One facility. Coordinates in WGS84, distances in metres, money in baht. `substances` is null for the public."""

    id: int
    name_th: str
    name_en: str
    operator_th: str
    kind: str
    status: str
    hazard: bool
    registrations: list[str]
    licences: list[LicenceDetail]
    certificates: list[CertificateDetail]
    holds_substances: bool
    substances: list[SubstanceDetail] | None
    lon: float | None
    lat: float | None
    position_source: str
    position_method: str
    error_radius_m: float | None
    approximate: bool
    address_th: str
    subdistrict_th: str
    district_th: str
    province_th: str
    subdistrict_code: str
    province_code: str
    estate_name_th: str
    factory_class: int | None
    activity_th: str
    activities: list[Activity]
    horsepower: float | None
    workers: int | None
    capital_baht: float | None
    mineral_th: str
    mineral_en: str
    product_th: str
    standard: str
    source: str
    source_key: str | None


_PLAIN = (
    "name_th",
    "name_en",
    "operator_th",
    "kind",
    "status",
    "hazard",
    "position_source",
    "position_method",
    "error_radius_m",
    "approximate",
    "address_th",
    "subdistrict_th",
    "district_th",
    "province_th",
    "subdistrict_code",
    "province_code",
    "estate_name_th",
    "source",
)


def found(rows: list[Facility], more: bool) -> dict[str, Any]:
    """The shape of `Found`."""
    return {"items": [item(facility) for facility in rows], "next": rows[-1].pk if more else None}


def item(facility: Facility) -> dict[str, Any]:
    """The shape of `FoundItem`; one that was not searched for has the score 0."""
    return {
        **_who(facility),
        "name_th": facility.name_th,
        "name_en": facility.name_en,
        "kind": facility.kind,
        "status": facility.status,
        "score": round(getattr(facility, "score", 0.0), 4),
    }


def detail(facility: Facility, viewer: Viewer) -> dict[str, Any]:
    """The shape of `Detail`, with what this viewer may see."""
    factory, mine, sme = (getattr(facility, name, None) for name in ("factory", "mine", "sme"))
    substances = list(facility.substances.all())
    return {
        **_who(facility),
        **{name: getattr(facility, name) for name in _PLAIN},
        "licences": list(facility.licences.all()),
        "certificates": list(facility.certificates.all()),
        "holds_substances": bool(substances),
        "substances": substances if viewer.may(SEES_SUBSTANCES) else None,
        "factory_class": getattr(factory, "factory_class", None),
        "activity_th": getattr(factory, "activity_th", ""),
        "activities": [_activity(activity) for activity in facility.activities.all()],
        "horsepower": getattr(factory, "horsepower", None),
        "workers": getattr(factory, "workers", None),
        "capital_baht": getattr(factory, "capital_baht", None),
        "mineral_th": getattr(mine, "mineral_th", ""),
        "mineral_en": getattr(mine, "mineral_en", ""),
        "product_th": getattr(sme, "product_th", ""),
        "standard": getattr(sme, "standard", ""),
        "source_key": facility.source_key if viewer.may(PERMISSION) else None,
    }


def feature(facility: Facility) -> dict[str, Any]:
    """A GeoJSON feature with the properties that every feature of a facility carries."""
    return {
        "type": "Feature",
        "id": facility.pk,
        "geometry": features.geometry(facility),
        "properties": {
            "registrations": registrations_of(facility),
            "name_th": facility.name_th,
            "kind": facility.kind,
            "status": facility.status,
            "position_source": facility.position_source,
            "position_method": facility.position_method,
            "error_radius_m": facility.error_radius_m,
            "subdistrict_code": facility.subdistrict_code,
        },
    }


def _who(facility: Facility) -> dict[str, Any]:
    place = facility.position
    return {
        "id": facility.pk,
        "registrations": registrations_of(facility),
        "lon": place.x if place else None,
        "lat": place.y if place else None,
    }


def _activity(activity: Any) -> dict[str, Any]:
    return {
        "type_code": activity.factory_type_id,
        "sub_item": activity.sub_item,
        "name_th": activity.factory_type.name_th,
        "name_en": activity.factory_type.name_en,
    }
