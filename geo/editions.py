"""Editions of boundaries: load one inactive, look at it, activate it from a day, withdraw a mistaken one."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from shapely.geometry import MultiPolygon

from geo import area_names, generalise, offices, versions
from geo.changes import Actor, record
from geo.crs import WGS84
from geo.errors import Conflict
from geo.geometry import multipolygon
from geo.models import Area, AreaEdition, AreaPart, Level


@dataclass(frozen=True)
class EditionDraft:
    """What is said of an edition as a whole; see `AreaEdition`."""

    level: str
    name: str
    quality: str
    border_error_m: float
    source: str = ""
    licence: str = ""


@dataclass(frozen=True)
class AreaDraft:
    """One area to be stored: DOPA code, names, valid polygons in WGS84."""

    code: str
    name_th: str
    name_en: str
    boundary: MultiPolygon


def fingerprint(areas: Iterable[AreaDraft]) -> str:
    """The same for the same areas in any order; another one for any other code, name or vertex."""
    digest = hashlib.sha256()
    for area in sorted(areas, key=lambda area: area.code):
        digest.update(f"{area.code}|{area.name_th}|{area.name_en}|".encode() + area.boundary.wkb)
    return digest.hexdigest()


def same(level: str, name: str, areas: Iterable[AreaDraft]) -> AreaEdition | None:
    """The stored edition with this name, if it holds exactly these areas; None where the name is free.

    Raises `Conflict` where the name holds other areas.
    """
    known = AreaEdition.objects.filter(level=level, name=name).first()
    if known is not None and known.fingerprint != fingerprint(areas):
        raise Conflict(
            f"Edition {name!r} of level {level} is stored with other areas; choose another edition name", edition=name
        )
    return known


@transaction.atomic
def load(draft: EditionDraft, areas: Sequence[AreaDraft], *, actor: Actor, now: datetime | None = None) -> AreaEdition:
    """Store an edition, not yet in force; one that is stored with the same areas is given back as it is.

    Raises `Conflict` where the name holds other areas.
    """
    if known := same(draft.level, draft.name, areas):
        return known
    edition = AreaEdition.objects.create(**vars(draft), fingerprint=fingerprint(areas), loaded_at=now or timezone.now())
    Area.objects.bulk_create([_area(edition, area) for area in areas], batch_size=500)
    AreaPart.objects.cut(edition.pk)
    generalise.store(edition, areas)
    record(actor, "load_areas", edition, after={**vars(draft), "areas": len(areas)})
    return edition


@transaction.atomic
def activate(
    edition: AreaEdition, *, valid_from: date | None, actor: Actor, now: datetime | None = None
) -> AreaEdition:
    """Put an edition in force from a day (None: since ever) and close its open predecessor on that day.

    Raises `Conflict` where it is in force already, or where an edition of that level begins on that day or later.
    """
    edition = AreaEdition.objects.select_for_update().get(pk=edition.pk)
    if edition.activated_at is not None:
        raise Conflict(f"Edition {edition.name!r} is activated already", edition=edition.name)
    before = _close_predecessor(edition, valid_from)
    edition.activated_at, edition.valid_from, edition.valid_to = now or timezone.now(), valid_from, None
    _save_alone(edition)
    record(actor, "activate_areas", edition, before=before, after={"valid_from": _iso(valid_from)})
    _announce(edition, actor)
    return edition


@transaction.atomic
def withdraw(edition: AreaEdition, *, actor: Actor, reason: str) -> AreaEdition:
    """Take the newest edition of its level out of force; its predecessor runs on. Raises `Conflict` otherwise."""
    edition = AreaEdition.objects.select_for_update().get(pk=edition.pk)
    if edition.activated_at is None or edition.valid_to is not None:
        raise Conflict("Only the newest edition in force can be withdrawn", edition=edition.name)
    before = {"valid_from": _iso(edition.valid_from)}
    began = edition.valid_from
    edition.activated_at = edition.valid_from = None
    edition.save(update_fields=["activated_at", "valid_from"])
    if began is not None:
        AreaEdition.objects.activated().filter(level=edition.level, valid_to=began).update(valid_to=None)
    record(actor, "withdraw_areas", edition, reason=reason, before=before)
    _announce(edition, actor)
    return edition


def _close_predecessor(edition: AreaEdition, valid_from: date | None) -> dict[str, Any] | None:
    """End what runs on beyond the day. What it was before, for the record; None where there was nothing."""
    runs_on = Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from) if valid_from else Q()
    others = list(AreaEdition.objects.select_for_update().activated().filter(runs_on, level=edition.level))
    for other in others:
        if valid_from is None or (other.valid_from is not None and other.valid_from >= valid_from):
            raise _begins_too_late(other)
    for other in others:
        before = {"predecessor": other.name, "valid_to": _iso(other.valid_to)}
        other.valid_to = valid_from
        other.save(update_fields=["valid_to"])
        return before
    return None


def _begins_too_late(other: AreaEdition) -> Conflict:
    return Conflict(
        f"Edition {other.name!r} of level {other.level} is in force from {_iso(other.valid_from) or 'ever'}; "
        "activate from a later day, or withdraw that edition first",
        edition=other.name,
        valid_from=_iso(other.valid_from),
    )


def _save_alone(edition: AreaEdition) -> None:
    """Two people may activate at the same moment; the exclusion constraint lets one of them."""
    try:
        with transaction.atomic():
            edition.save(update_fields=["activated_at", "valid_from", "valid_to"])
    except IntegrityError:
        raise Conflict(
            f"Another edition of level {edition.level} was put in force meanwhile", edition=edition.name
        ) from None


def _announce(edition: AreaEdition, actor: Actor) -> None:
    if edition.level == Level.PROVINCE:
        offices.place_by_province(actor=actor)
    versions.bump("areas")


def _area(edition: AreaEdition, area: AreaDraft) -> Area:
    return Area(
        edition=edition,
        level=edition.level,
        code=area.code,
        parent_code=area.code[:-2],
        name_th=area.name_th,
        name_en=area.name_en,
        search_text=area_names.search_text(area.name_th, area.name_en),
        boundary=multipolygon(area.boundary, WGS84),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
