"""Licences that turned out to belong to another place: they get a site of their own. Merging brings them back."""

import secrets
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from facilities.models import Facility, Licence, SourceRecord, Status, StatusEntry
from facilities.new_facility import NewActivity, NewFacility, NewFactory
from facilities.operations import register_facility, settle
from facilities.quality import refresh
from facilities.sites.founding import SOURCE
from geo import versions
from geo.changes import Actor, record
from geo.coordinates import LonLat
from geo.errors import BadInput
from geo.models import PositionMethod

SPLIT = "facility.split"
_TEXTS = ("kind", "name_th", "name_en", "operator_th", "address_th", "subdistrict_th", "district_th", "province_th",
          "subdistrict_code", "province_code", "estate_name_th")  # fmt: skip


@transaction.atomic
def split_site(
    facility: Facility, licences: Sequence[Licence], *, actor: Actor, reason: str, key: str | None = None
) -> Facility:
    """Give licences of a site a site of their own, at the same point until somebody knows better; returns the new one.

    Their source records and status entries go along. Raises `BadInput` for none, all, or another site's licences.
    """
    stored = Facility.objects.locked().get(pk=facility.pk)
    chosen = _chosen(stored, licences, reason)
    new = register_facility(_as_new(stored, chosen, key or secrets.token_hex(8)), actor=actor, reason=reason)
    keys = [licence.pk for licence in chosen]
    for model in (SourceRecord, StatusEntry):
        model.objects.filter(facility=stored, licence__in=keys).update(facility=new)
    Licence.objects.filter(pk__in=keys).update(facility=new)
    numbers = ", ".join(licence.number for licence in chosen)
    record(actor, SPLIT, stored, reason=reason, after={"split_off": numbers, "new_id": new.pk})
    record(actor, "facility.split_from", new, reason=reason, after={"kept": f"{stored.name} ({stored.pk})"})
    settle([stored.pk, new.pk], actor=actor, reason=reason)
    refresh([stored.pk, new.pk])
    versions.bump("facilities")
    return Facility.objects.get(pk=new.pk)


def _chosen(stored: Facility, licences: Sequence[Licence], reason: str) -> list[Licence]:
    held = {licence.pk: licence for licence in stored.licences.all()}
    wanted = {licence.pk for licence in licences}
    if not wanted or not wanted <= set(held):
        raise BadInput(_("Choose licences of this site"), field="licences", value=sorted(wanted))
    if wanted == set(held):
        raise BadInput(_("At least one licence stays with the site"), field="licences", value=sorted(wanted))
    if not reason.strip():
        raise BadInput(_("Say how you know it"), field="reason", value=reason)
    return [held[key] for key in sorted(wanted)]


def _as_new(stored: Facility, licences: Sequence[Licence], key: str) -> NewFacility:
    place = stored.position
    first = min(licences, key=lambda licence: _order(licence.status))
    return NewFacility(
        **{name: getattr(stored, name) for name in _TEXTS},
        source=SOURCE,
        source_key=key,
        status=Status(first.status),
        position=LonLat(place.x, place.y) if place else None,
        position_method=PositionMethod.INHERITED if place else PositionMethod.NONE,
        position_source=stored.position_source,
        error_radius_m=stored.error_radius_m,
        activities=tuple(_activities(licences)),
        factory=_factory(licences),
    )


def _activities(licences: Iterable[Licence]) -> list[NewActivity]:
    codes = {code for licence in licences for code in licence.types}
    return [NewActivity(code // 100, code % 100 or None) for code in sorted(codes)]


def _factory(licences: Sequence[Licence]) -> NewFactory | None:
    classes = [licence.factory_class for licence in licences if licence.factory_class]
    power = [licence.horsepower for licence in licences if licence.horsepower]
    if not classes and not power:
        return None
    return NewFactory(factory_class=max(classes, default=None), horsepower=sum(power) or None)


def _order(status: str) -> int:
    return list(Status.values).index(status)
