"""Profile `generic`: any table, its columns mapped to fields by `imports.mapping`, in YAML or on the page."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from facilities.imports import addresses, cells, dates, mapping, statuses
from facilities.imports.claims import NOWHERE, Claim
from facilities.imports.ground import ground
from facilities.imports.mapping_fields import FIELDS, MappedField
from facilities.imports.numbers import Numbers, activities, factory_class
from facilities.imports.profile import Column, New, Profile, Reading, Row, RowReader
from facilities.imports.profiles import ieat_estate
from facilities.imports.profiles.tisi_certificate import scheme_of
from facilities.models import Kind, Status
from facilities.new_facility import (
    NewCertificate,
    NewFacility,
    NewFactory,
    NewLicence,
    NewMine,
    NewSme,
)
from facilities.registration import parse
from geo import datum
from geo.bbox import THAILAND
from geo.coordinates import LonLat

NAME = "generic"
_BETWEEN = re.compile(r"\s*[,;|]\s*|\s+")
_KEYS = {"facility": ("id", "number", "fourteen", "certificate"), "estate": ("id", "name", "name_en")}

ToWgs84 = Callable[[float, float], LonLat | None]


def generic_profile(given: Mapping[str, Any]) -> Profile:
    """The profile of a checked or unchecked mapping. Raises `BadInput` naming the key and the rule."""
    found = mapping.check(given)
    target = found.get("target", "facility")
    keys = (found["key"],) if found.get("key") else _KEYS[target]
    claim = _claims(found)
    source = found.get("source", "")
    return Profile(
        name=f"{NAME}-{source}" if source else NAME,
        title=str(found.get("title") or NAME),
        columns=_columns(found, target),
        key=lambda reader, row: _key(reader, row, keys),
        build=_facility if target == "facility" else ieat_estate.build,
        claim=claim,
        target=target,
        precedence=10,
        groups_sites=target == "facility" and not found.get("key"),
        across=ieat_estate.shared_points if target == "estate" else None,
    )


def _columns(found: Mapping[str, Any], target: str) -> tuple[Column, ...]:
    fields = {field.name: field for field in FIELDS[target]}
    convention = found.get("dates", "buddhist")
    columns = {}
    for name, spec in found["columns"].items():
        entry = mapping.column_spec(spec)
        field = fields[entry["field"]]
        columns[field.name] = _column(name, field, entry, entry.get("dates", convention))
    for name, value in (found.get("constants") or {}).items():
        read = _reader(fields[name], {}, convention)
        columns[name] = Column(f"={name}", name, read, constant=read(value))
    unfilled = (Column(f"={name}", name, _reader(field, {}, convention)) for name, field in fields.items())
    return (*columns.values(), *(column for column in unfilled if column.field not in columns))


def _column(name: str, field: MappedField, entry: Mapping[str, Any], convention: str) -> Column:
    return Column(
        name,
        field.name,
        _reader(field, entry, convention),
        required=True,
        rule="date_unreadable" if field.content == "date" else "number_unreadable",
        years_ahead=100 if field.name == "expires_on" else 1,
    )


def _reader(field: MappedField, entry: Mapping[str, Any], convention: str) -> Callable[[Any], Any]:
    if field.content == "date":
        return dates.day if convention == "buddhist" else dates.christian_day
    if values := {cells.text(str(word)): value for word, value in (entry.get("values") or {}).items()}:
        return lambda cell: values.get(cells.text(cell), cells.text(cell))
    if entry.get("zero") == "empty" and field.read is cells.text:
        return cells.text_or_zero
    return field.read


def _key(reader: RowReader, row: Row, keys: tuple[str, ...]) -> str:
    """The first of these fields that the row fills; registration numbers in their one writing."""
    for name in keys:
        if written := cells.text(reader.cell(row, name)):
            return parse(written).canonical if name in ("number", "certificate") else written
    return ""


def _claims(found: Mapping[str, Any]) -> Callable[[Reading], Claim]:
    given = found.get("coordinates") or {}
    lat_first, convert = given.get("order", "lat_lon") == "lat_lon", _converter(given.get("crs"))

    def claim(reading: Reading) -> Claim:
        read = reading.fields
        lat, lon = read["lat"], read["lon"]
        if read["position"]:
            first, second = _halves(read["position"])
            lat, lon = (first, second) if lat_first else (second, first)
        raw = read["position"] or _raw(reading)
        areas = (read["province"], read.get("district", ""), read.get("subdistrict", ""))
        return Claim(lon, lat, *areas, to_wgs84=convert, raw=raw)

    return claim


def _raw(reading: Reading) -> str:
    header, read = reading.reader.header, reading.fields
    return f"{header['lat']} {read['lat']} {header['lon']} {read['lon']}" if "lat" in header and "lon" in header else ""


def _halves(written: str) -> tuple[str, str]:
    """Two coordinates of one cell; what is not two comes back whole, and will not be readable."""
    parts = [part for part in _BETWEEN.split(written) if part]
    if len(parts) != 2:
        parts = [part for part in re.split(r"[,;|]", written) if part.strip()]
    return (parts[0], parts[1]) if len(parts) == 2 else (written, "?")


def _converter(crs: object) -> ToWgs84 | None:
    """From the stated system; None where the numbers are WGS84 degrees, which are then read as any others."""
    if crs is None or (move := datum.to_wgs84(str(crs))) is None:
        return None

    def convert(x: float, y: float) -> LonLat | None:
        lon, lat = move(np.array([[x, y]]))[0]
        inside = THAILAND.west <= lon <= THAILAND.east and THAILAND.south <= lat <= THAILAND.north
        return LonLat(float(lon), float(lat)) if inside else None

    return convert


def _facility(reading: Reading) -> New:
    """One site, with the licence and the certificate that the row states."""
    read, place = reading.fields, reading.place or NOWHERE
    kind, status = _kind(reading), _status(reading)
    licence, numbered = _licence(reading, status)
    certificate = _certificate(reading)
    name, operator = read["name"], read["operator"]
    if not name and not operator:
        reading.complain("name_missing", "name", reading.cell("name") or "")
    return NewFacility(
        kind=kind,
        source=reading.reader.profile.name,
        source_key=reading.key,
        status=status,
        name_th=name,
        name_en=read["name_en"],
        operator_th=operator,
        footprint=ground(reading),
        position=place.position,
        position_source=reading.reader.profile.name if place.position else "",
        position_method=place.method,
        error_radius_m=place.error_radius_m,
        position_raw=place.raw,
        address_th=addresses.line(reading) or read["address"][:400],
        subdistrict_th=read["subdistrict"],
        district_th=read["district"],
        province_th=read["province"],
        subdistrict_code=place.code if len(place.code) == 6 else "",
        province_code=addresses.province_code(reading, numbered),
        estate_name_th=read["estate_name"],
        site_key=addresses.site_key(operator, reading) if reading.reader.profile.groups_sites else "",
        licences=(licence,) if licence else (),
        certificates=(certificate,) if certificate else (),
        activities=activities(licence.types[0] if licence and licence.types else read["type"]),
        **_details(reading, kind, licence),
    )


def _details(reading: Reading, kind: Kind, licence: NewLicence | None) -> dict[str, Any]:
    read = reading.fields
    if kind == Kind.MINE:
        mine = NewMine(
            mineral_th=read["mineral"],
            holder_th=read["operator"],
            approved_on=read["issued_on"],
            expires_on=read["expires_on"],
        )
        return {"mine": mine}
    if kind == Kind.SME:
        return {"sme": NewSme(product_th=(read["product"] or read["activity"])[:200], standard=read["standard"][:80])}
    if kind != Kind.FACTORY:
        return {}
    return {
        "factory": NewFactory(
            factory_class=licence.factory_class if licence else read["class"],
            activity_th=read["activity"],
            isic=read["isic"][:8],
            horsepower=read["horsepower"],
            workers=read["workers"],
            capital_baht=read["capital"],
        )
    }


def _licence(reading: Reading, status: Status) -> tuple[NewLicence | None, str]:
    """The licence of a row that has a number, and the province its number names."""
    read = reading.fields
    if not (read["number"] or read["fourteen"]):
        return None, ""
    numbers = Numbers(reading)
    code = read["type"] if read["type"] is not None else numbers.type_or_key()
    if None not in (read["type"], numbers.type_code) and read["type"] != numbers.type_code:
        reading.complain("type_differs", "type", reading.cell("type"), numbers.main.printed)
    licence = NewLicence(
        read["number"] or read["fourteen"],
        read["issued_on"],
        fourteen=numbers.fourteen,
        eleven=numbers.eleven,
        expires_on=read["expires_on"],
        holder_th=read["operator"],
        status=status,
        factory_class=factory_class(reading, numbers.main),
        types=() if code is None else (code,),
        activity_th=read["activity"],
        horsepower=read["horsepower"],
        workers=read["workers"],
        capital_baht=read["capital"],
        problems=numbers.problems,
    )
    return licence, numbers.main.province_code


def _certificate(reading: Reading) -> NewCertificate | None:
    read = reading.fields
    if not read["certificate"]:
        return None
    return NewCertificate(
        scheme=scheme_of(reading, read["certificate"]),
        number=read["certificate"],
        standard=read["standard"],
        scope_th=read["product"],
        holder_th=read["operator"],
        issued_on=read["issued_on"],
        expires_on=read["expires_on"],
    )


def _kind(reading: Reading) -> Kind:
    written = reading.fields["kind"].lower()
    if written in Kind.values:
        return Kind(written)
    if written:
        reading.complain("kind_unknown", "kind", written)
    return Kind.FACTORY


def _status(reading: Reading) -> Status:
    written = reading.fields["status"]
    status = statuses.of_any(written)
    if status is None and written:
        reading.complain("status_unknown", "status", written)
    return status or Status.UNKNOWN


PROFILE = Profile(
    name=NAME,
    title="Any other table, its columns mapped by hand",
    columns=(),
    key=lambda reader, row: "",
    build=_facility,
    claim=lambda reading: None,
    precedence=10,
    needs_mapping=True,
)
