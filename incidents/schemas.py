"""Bodies of the JSON API, as the OpenAPI description shows them."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Field, Schema


class ReportIn(Schema):
    """A new report. The rules are those of `incidents.draft`."""

    category: str = Field(description="One of the codes of /api/categories")
    description: str = Field(description="2 to 5,000 characters")
    lon: float | None = Field(None, description="Longitude, WGS84 degrees; lon and lat, or place")
    lat: float | None = Field(None, description="Latitude, WGS84 degrees")
    place: str | None = Field(
        None, max_length=2_000, description="Instead of lon and lat: the place in any form /api/understand knows"
    )
    accuracy_m: float | None = Field(None, description="As the device states it, 0 to 100,000 metres")
    contact: str | None = Field(None, description="Telephone or e-mail, at most 200 characters; never published")
    photos: list[UUID] = Field([], max_length=5, description="Tokens that POST /api/photos gave")
    channel: Literal["api", "web"] = Field("api", description="web: the service's own form")
    device_lon: float | None = Field(None, description="Where the reporter's device was; kept apart, never published")
    device_lat: float | None = None
    device_accuracy_m: float | None = Field(None, description="Metres, as the device states it")


class AreaOut(Schema):
    """An administrative area; `distance_m` is 0 inside."""

    level: str
    code: str
    name_th: str
    name_en: str
    distance_m: float = 0.0


class NearOut(Schema):
    """A facility and its geodesic distance."""

    id: int
    name: str
    name_en: str
    kind: str
    status: str
    registrations: list[str]
    distance_m: float


class BodyOut(Schema):
    """A competent body and what it is there for."""

    office: str
    name: str
    role: str
    legal_ground: str
    condition: str = ""


class BoundaryOut(Schema):
    """The edition that decided the province."""

    edition: str
    quality: str
    error_m: float


class BeyondOut(Schema):
    """The province on the other side."""

    code: str
    name_th: str
    name_en: str
    office: str


class BorderOut(Schema):
    """The nearest other province; nulls beyond 20 km."""

    distance_m: float | None
    beyond: BeyondOut | None


class OtherwiseOut(Schema):
    """What would make another body lead."""

    what: str
    condition: str
    condition_th: str
    condition_en: str
    office: str
    name: str


class GroundOut(Schema):
    """Whose ground it is: estate, zone, park, promotion or concession."""

    kind: str
    name_th: str
    name_en: str


class LocalOut(Schema):
    """The local government of the place: bma, municipality, pattaya or sao."""

    kind: str
    office: str
    name_th: str
    name_en: str


class CompetenceOut(Schema):
    """Who leads, who stands beside, why, and what would change it. `on` is the day of the rules and boundaries."""

    lead: BodyOut
    supporting: list[BodyOut]
    reason: str
    reason_th: str
    reason_en: str
    rule: str
    rule_version: int
    verified: bool
    caution: str = Field(description="Said where no source confirms the rule; empty else")
    would_change: list[OtherwiseOut]
    ground: list[GroundOut]
    local: LocalOut | None = Field(description="null where no local government is loaded")
    on: date
    boundary: BoundaryOut
    border: BorderOut


class PlaceOut(Schema):
    """What `/api/locate` answers."""

    areas: list[AreaOut]
    competence: CompetenceOut
    nearest: list[NearOut]


class AttributionOut(Schema):
    """What a report was joined to."""

    nearest: NearOut | None
    candidates: list[NearOut]
    about_nearest: bool
    presumption: str
    areas: list[AreaOut]
    competence: CompetenceOut


class FiledOut(Schema):
    """The receipt of a report."""

    tracking_code: str
    state: str
    attribution: AttributionOut


class OfficeOut(Schema):
    """The body that has a report now."""

    office: str
    name: str


class StatusOut(Schema):
    """The public state of a report."""

    tracking_code: str
    state: str
    category: str
    received_at: datetime
    lead: OfficeOut
    areas: list[AreaOut]


class CategoryOut(Schema):
    """One kind of report."""

    code: str
    name_th: str
    name_en: str
    hint_th: str
    hint_en: str
    urgency: str


class CategoriesOut(Schema):
    """The working taxonomy, in the order of the form."""

    items: list[CategoryOut]


class ProblemOut(Schema):
    """RFC 9457 problem details; further members name what broke the rule."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    field: str | None = None
    value: Any = None
