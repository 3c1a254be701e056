"""Local governments into the database, each with its office."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.gis.geos import GEOSGeometry, MultiPolygon
from django.db import transaction

from geo.changes import Actor, record
from geo.crs import WGS84
from geo.local.reading import LocalDraft
from geo.models import LocalGovernment, LocalKind, Office, OfficeKind, Quality

_COLUMNS = ("kind", "name_th", "name_en", "province_code", "source", "quality", "border_error_m")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file comes from and how far its lines may be off, in metres."""

    source: str
    quality: str = Quality.SIMPLIFIED
    border_error_m: float = 500.0


@dataclass(frozen=True, slots=True)
class Stored:
    """How many were new, changed, and as they were; `absent` ones are not in the file and stay."""

    new: int = 0
    changed: int = 0
    same: int = 0
    absent: int = 0


@transaction.atomic
def store(drafts: Iterable[LocalDraft], origin: Origin, *, actor: Actor, apply: bool) -> Stored:
    """Write what is new or different and record each; nothing is written without `apply`, only counted."""
    there = {row.code: row for row in LocalGovernment.objects.all()}
    counts, seen = {"new": 0, "changed": 0, "same": 0}, set()
    for draft in drafts:
        seen.add(draft.code)
        counts[_put(there.get(draft.code), draft, origin, actor, apply)] += 1
    return Stored(**counts, absent=len(there.keys() - seen))


def _put(old: LocalGovernment | None, draft: LocalDraft, origin: Origin, actor: Actor, apply: bool) -> str:
    new = old or LocalGovernment(code=draft.code)
    before = _told(new) if old else None
    boundary = GEOSGeometry(memoryview(draft.boundary.wkb), srid=WGS84)
    if old is not None and old.boundary.equals_exact(boundary) and before == _wanted(draft, origin):
        return "same"
    if apply:
        for name, value in _wanted(draft, origin).items():
            setattr(new, name, value)
        new.boundary = boundary if isinstance(boundary, MultiPolygon) else MultiPolygon(boundary)
        new.save()
        _office(new)
        record(actor, "local_government.loaded", new, before=before, after=_told(new))
    return "changed" if old else "new"


def _wanted(draft: LocalDraft, origin: Origin) -> dict[str, object]:
    said = {name: getattr(draft, name) for name in ("kind", "name_th", "name_en", "province_code")}
    return {**said, "source": origin.source, "quality": origin.quality, "border_error_m": origin.border_error_m}


def _told(row: LocalGovernment) -> dict[str, object]:
    return {name: getattr(row, name) for name in _COLUMNS}


def _office(row: LocalGovernment) -> None:
    """Bangkok is an office already."""
    if row.kind == LocalKind.BMA:
        return
    names = {"name_th": row.name_th, "name_en": row.name_en or row.name_th, "province_code": row.province_code}
    Office.objects.update_or_create(code=f"lg-{row.code}", defaults={"kind": OfficeKind.LOCAL, **names})
