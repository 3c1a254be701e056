"""Sites that hold no licence and come from no register: suspected unlicensed ones, and stores of seized waste."""

import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilities.correctable import AN_OFFICER, checked_radius
from facilities.models import Facility, Kind, StatusEntry
from facilities.new_facility import NewFacility
from facilities.operations import register_facility
from facilities.provinces import BY_CODE
from facilities.sites.status import BY_OFFICER
from geo.areas import Location, locate
from geo.changes import Actor
from geo.coordinates import LonLat
from geo.errors import BadInput
from geo.models import PositionMethod

SOURCE = "officer"
KINDS = (Kind.SUSPECTED, Kind.SEIZED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What an officer found on the ground. Raises `BadInput` naming the field."""

    kind: str
    name_th: str
    place: LonLat
    error_radius_m: float
    address_th: str = ""
    operator_th: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise BadInput(_("It is none of the possible values"), field="kind", value=self.kind, allowed=list(KINDS))
        if not self.name_th.strip():
            raise BadInput(_("It cannot be left empty"), field="name_th", value=self.name_th)
        checked_radius(self.error_radius_m)


@transaction.atomic
def found_site(finding: Finding, *, actor: Actor, reason: str, key: str | None = None) -> Facility:
    """Enter a site that no register knows; its areas are those it lies in. `key` tells a form sent twice.

    Raises `OutsideThailand`, `BadInput` for an empty reason, and `Conflict` where the key is taken.
    """
    if not reason.strip():
        raise BadInput(_("Say how you know it"), field="reason", value=reason)
    new = _as_new(finding, locate(finding.place), actor, key or secrets.token_hex(8))
    facility = register_facility(new, actor=actor, reason=reason)
    StatusEntry.objects.create(
        facility=facility,
        status=facility.status,
        on=timezone.localdate(),
        source=f"{BY_OFFICER}{actor.label}"[:80],
        note=reason.strip()[:300],
        recorded_at=timezone.now(),
    )
    return facility


def _as_new(finding: Finding, location: Location, actor: Actor, key: str) -> NewFacility:
    province, district, subdistrict = location.province, location.district, location.subdistrict
    code = subdistrict.code if subdistrict else ""
    province_code = province.code if province else ""
    return NewFacility(
        kind=Kind(finding.kind),
        source=SOURCE,
        source_key=key,
        name_th=finding.name_th.strip(),
        operator_th=finding.operator_th.strip(),
        position=finding.place,
        position_source=AN_OFFICER,
        position_method=PositionMethod.HAND,
        error_radius_m=finding.error_radius_m,
        address_th=finding.address_th.strip(),
        subdistrict_th=subdistrict.name_th if subdistrict else "",
        district_th=district.name_th if district else "",
        province_th=BY_CODE[province_code].name_th if province_code in BY_CODE else "",
        subdistrict_code=code,
        province_code=province_code,
    )
